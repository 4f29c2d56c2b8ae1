import type { CaptureInterface } from './capture-packets.ts';
import { InterfaceClock } from './interface-clock.ts';
import { optionText, readOptions } from './pcapng-blocks.ts';

/** Maximum interfaces of one section; packets of further ones are counted with the last. */
const maxInterfaces = 1_024;

/** Options of an interface: "if_name", "if_tsresol", "if_tsoffset". */
const options = { name: 2, resolution: 9, offset: 14 } as const;

export interface Interface {
  captured: CaptureInterface;
  clock: InterfaceClock;
  snapLength: number;
  dropped: bigint;
}

/** Link type of an interface whose description is lost. */
const lostLinkType = 0xffff;

/** The interfaces that a section describes; they are numbered through the whole file. */
export class PcapngInterfaces {
  #interfaces: Interface[] = [];
  #numbered = 0;

  beginSection(): void {
    this.#interfaces = [];
  }

  /** @param at where the block of its description has its content, which ends at `to` */
  describe(view: DataView, at: number, to: number, littleEndian: boolean): void {
    if (to - at < 8 || this.#interfaces.length >= maxInterfaces) return;
    let name = '';
    let resolution = 6;
    let offsetSeconds = 0n;
    readOptions(view, at + 8, to, littleEndian, (code, from, length) => {
      if (code === options.name) name = optionText(view, from, length);
      else if (code === options.resolution && length === 1) resolution = view.getUint8(from);
      else if (code === options.offset && length === 8) offsetSeconds = view.getBigInt64(from, littleEndian);
    });
    const snapLength = view.getUint32(at + 4, littleEndian);
    const clock = new InterfaceClock(resolution, offsetSeconds);
    this.#add(view.getUint16(at, littleEndian), name, clock, snapLength);
  }

  described(number: number): Interface | undefined {
    return this.#interfaces[number];
  }

  /** The description of an interface may be lost due to damage; its packets are counted. */
  of(number: number): Interface {
    return (
      this.#interfaces[number] ??
      this.#interfaces.find(({ captured }) => captured.linkType === lostLinkType) ??
      this.#add(lostLinkType, '(its interface is not described)', new InterfaceClock(), 0)
    );
  }

  #add(linkType: number, name: string, clock: InterfaceClock, snapLength: number): Interface {
    this.#numbered += 1;
    const added = { captured: { number: this.#numbered, linkType, name }, clock, snapLength, dropped: 0n };
    this.#interfaces.push(added);
    return added;
  }
}
