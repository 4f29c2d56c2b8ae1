/** What a vehicle says of files that it keeps, and to requests, with values as in `findings.ts`. */
export const vehicleNotes: Readonly<Record<string, string>> = {
  'it was removed meanwhile': '期间被删除',
  'it was modified meanwhile': '期间被修改',
  'it has grown from {bound} to {bytes} bytes: something still writes to it':
    '由 {bound} 增大到 {bytes} 字节：仍有程序在写入',
  'it has shrunk from {bound} to {bytes} bytes': '由 {bound} 缩小到 {bytes} 字节',
  'There is no such file on the vehicle.': '车辆上没有这样的文件。',
};
