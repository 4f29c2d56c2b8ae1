import { releaseText } from '../../meaning/interpret/release-text.ts';
import { type KeyedValue, valueText } from './messages.ts';

/** Info keys that say what hardware and software recorded (ULog specification, "common info messages"). */
const components: Record<string, string> = {
  sys_name: 'system',
  ver_sw: 'software_commit',
  ver_sw_branch: 'software_branch',
  ver_hw: 'hardware',
  ver_hw_subtype: 'hardware_subtype',
  sys_os_name: 'os',
  sys_os_ver: 'os_commit',
  sys_mcu: 'mcu',
  sys_uuid: 'system_uuid',
};

/** Keys whose value is a packed release number. */
const releases: Record<string, string> = {
  ver_sw_release: 'software',
  ver_vendor_sw_release: 'vendor_software',
  sys_os_ver_release: 'os_release',
};

/** The component and version that an info message states, if any. */
export function versionOf(info: KeyedValue): { component: string; version: string } | undefined {
  const release = Object.hasOwn(releases, info.name) ? releases[info.name] : undefined;
  if (release !== undefined) {
    const version = releaseText(Number(valueText(info)));
    return version === '' ? undefined : { component: release, version };
  }
  const component = Object.hasOwn(components, info.name) ? components[info.name] : undefined;
  return component === undefined ? undefined : { component, version: valueText(info) };
}
