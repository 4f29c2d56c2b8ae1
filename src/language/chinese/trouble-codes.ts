/** States of codes in DM1 and the like, and in the answers of OBD-II. */
const states: Readonly<Record<string, string>> = {
  active: '当前激活',
  'previously active': '历史激活',
  pending: '未决',
  'active, emission-related': '当前激活，与排放相关',
  'previously active, emission-related': '历史激活，与排放相关',
  permanent: '永久',
  stored: '已存储',
  'stored with a freeze frame': '已存储，附冻结帧',
};

/** What readers say of a code and of its control unit; titles leave the full stop out. */
const said: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(states).flatMap(([english, chinese]) => [
      [`{dtc} ${english} in {ecu}: {meaning} ({dm})`, `{dtc}（${chinese}，{ecu}）：{meaning}（{dm}）`],
      [`{dtc} ${english} in {ecu}: {meaning}`, `{dtc}（${chinese}，{ecu}）：{meaning}`],
    ]),
  ),
  '{dtc} in {ecu} ({meaning}): {effect}': '{dtc}（{ecu}，{meaning}）：{effect}',
  '{dtc} in {ecu} ({meaning}': '{dtc}（{ecu}，{meaning}）',
  'When {dtc} was stored in {ecu} (snapshot record {code}): {frame}':
    '{dtc} 存储于 {ecu} 时（快照记录 {code}）：{frame}',
  'When {dtc} was stored in {ecu}: {frame} ({dm})': '{dtc} 存储于 {ecu} 时：{frame}（{dm}）',
  'When {dtc} was stored in {ecu}: {frame}': '{dtc} 存储于 {ecu} 时：{frame}',
  '{ecu} has not yet run to the end since its codes were cleared: {frame}':
    '{ecu} 自故障码清除以来尚未运行完毕：{frame}',
  '{ecu} has not yet run the tests of one code since its codes were cleared: {names}':
    '{ecu} 自故障码清除以来尚未完成 1 个故障码的测试：{names}',
  '{ecu} has not yet run the tests of {amount} since its codes were cleared: {names}':
    '{ecu} 自故障码清除以来尚未完成 {amount}的测试：{names}',
  '{ecu} refused {name} ({id}): {reason} ({code})': '{ecu} 拒绝了 {name}（{id}）：{reason}（{code}）',
  '{ecu} cleared its trouble codes (mode 04)': '{ecu} 清除了故障码（模式 04）',
  '{ecu} cleared its trouble codes (ClearDiagnosticInformation)':
    '{ecu} 清除了故障码（ClearDiagnosticInformation）',
  '{ecu} cleared its trouble codes ({dm}, active codes)': '{ecu} 清除了故障码（{dm}，当前故障码）',
  '{ecu} cleared its trouble codes ({dm}, previously active codes)': '{ecu} 清除了故障码（{dm}，历史故障码）',
  '{ecu} refused to clear its trouble codes ({dm}, active codes)': '{ecu} 拒绝清除故障码（{dm}，当前故障码）',
  '{ecu} refused to clear its trouble codes ({dm}, previously active codes)':
    '{ecu} 拒绝清除故障码（{dm}，历史故障码）',
  '{ecu} asked all control units to clear their trouble codes ({dm}, active codes)':
    '{ecu} 要求所有控制单元清除故障码（{dm}，当前故障码）',
  '{ecu} asked all control units to clear their trouble codes ({dm}, previously active codes)':
    '{ecu} 要求所有控制单元清除故障码（{dm}，历史故障码）',
  '{ecu} asks for the malfunction indicator lamp; it has {line} stored trouble code':
    '{ecu} 请求点亮故障指示灯；其中存储了 {line} 个故障码',
  '{ecu} asks for the malfunction indicator lamp; it has {line} stored trouble codes':
    '{ecu} 请求点亮故障指示灯；其中存储了 {line} 个故障码',
  '{ecu} names no trouble code; on: {lamps} ({dm})': '{ecu} 未给出故障码；点亮：{lamps}（{dm}）',
};

/** With values as in `findings.ts`; `{meaning}` and `{effect}` are what the standards say, `{frame}` figures or monitors. */
export const troubleCodes: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(said).map(([english, chinese]) => [`${english}.`, `${chinese}。`])),
  ...said,
};
