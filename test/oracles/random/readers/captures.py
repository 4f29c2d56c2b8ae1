"""PCAP and PCAPNG files, read by dpkt: packets by transport and port, CAN frames by identifier."""

import os
import struct

import dpkt

from answers import serve

SOCKET_CAN = 227


def interface_name(reader):
    options = {option.code: option.data for option in getattr(reader, "idb", None).opts} if hasattr(reader, "idb") else {}
    name = options.get(2)
    return name.decode() if isinstance(name, bytes) else name


def ask_can(bus, time, packet, answer):
    identifier, length = struct.unpack_from(">IB", packet)
    extended, remote = identifier & 0x80000000, identifier & 0x40000000
    name = f"{bus} 0x{identifier & 0x1FFFFFFF:0{8 if extended else 3}X}"
    answer.message(name, time, 0 if remote else length)


def ask_ethernet(time, packet, answer):
    transport = dpkt.ethernet.Ethernet(packet).data.data
    name = type(transport).__name__
    answer.message(f"{name} {min(transport.sport, transport.dport)}", time, len(packet))


def ask(path, answer):
    kind = os.path.splitext(path)[1]
    with open(path, "rb") as file:
        reader = dpkt.pcapng.Reader(file) if kind == ".pcapng" else dpkt.pcap.Reader(file)
        bus = interface_name(reader) or "CAN 1"
        for seconds, packet in reader:
            time = round(float(seconds) * 1e9)
            if reader.datalink() == SOCKET_CAN:
                ask_can(bus, time, packet, answer)
            else:
                ask_ethernet(time, packet, answer)


serve(ask)
