/** What findings say of themselves below their titles, with values as in `findings.ts`. */
export const findingDescriptions: Readonly<Record<string, string>> = {
  '{source} stayed at {limit_value} or above for {time} or more while the engine ran (average {average}, highest {highest}).':
    '{source} 在发动机运转时保持在 {limit_value} 或以上达 {time} 或更久（平均 {average}，最高 {highest}）。',
  '{source} stayed at {value} or above for {time}; from 1 on the measurement is rejected (average {average}, highest {highest}).':
    '{source} 保持在 {value} 或以上达 {time}；达到 1 时测量值被拒绝（平均 {average}，最高 {highest}）。',
  '{source} stayed at {value} or above for {time}, and at {threshold} or above for {percent} % of the time (average {average}, highest {highest}).':
    '{source} 保持在 {value} 或以上达 {time}，{percent} % 的时间在 {threshold} 或以上（平均 {average}，最高 {highest}）。',
  '{source} stayed at {value} or above for {time} (average {average}, highest {highest}).':
    '{source} 保持在 {value} 或以上达 {time}（平均 {average}，最高 {highest}）。',
  '{source} stayed at {value} or below for {time} (average {average}, lowest {lowest}).':
    '{source} 保持在 {value} 或以下达 {time}（平均 {average}，最低 {lowest}）。',
  '{source} was {angle} or more away from the attitude wanted for {time} (average {average}).':
    '{source} 偏离期望姿态 {angle} 或以上达 {time}（平均 {average}）。',
  '{source} was at {value} or above for {percent} % of the time (average {average}, highest {highest}).':
    '{source} 在 {percent} % 的时间内处于 {value} 或以上（平均 {average}，最高 {highest}）。',
  '{source} vibrated by {average} on average, at {value} or above for {time} (highest {highest}).':
    '{source} 平均振动 {average}，在 {value} 或以上达 {time}（最高 {highest}）。',
  '{source}, usually at {usual}, fell to {value} and stayed below {threshold} for {percent} % of the time.':
    '{source} 通常为 {usual}，曾降至 {value}，{percent} % 的时间低于 {threshold}。',
  '{amount} fell at the same times.': '{amount}同时降低。',
  '{source} was exact to {usual} half of the time, and to no better than {value} for {time} after it had been good (highest {highest}).':
    '{source} 有一半时间精确到 {usual}，但在良好之后有 {time} 不优于 {value}（最高 {highest}）。',
  '{source} was exact to {usual} half of the time (highest {highest}).':
    '{source} 有一半时间精确到 {usual}（最高 {highest}）。',
  '{source} received from {least} to {most} satellites, fewer than {count} for {percent} % of the time; it lost its position {times}.':
    '{source} 接收到 {least} 至 {most} 颗卫星，{percent} % 的时间少于 {count} 颗；位置丢失 {times}。',
  '{source} received from {least} to {most} satellites, fewer than {count} for {percent} % of the time.':
    '{source} 接收到 {least} 至 {most} 颗卫星，{percent} % 的时间少于 {count} 颗。',
  '{source}: height known to {value} or worse for {time} in flight (average {average}).':
    '{source}：飞行中高度精度为 {value} 或更差达 {time}（平均 {average}）。',
  '{source}: speed known to {value} or worse for {time} in flight (average {average}).':
    '{source}：飞行中速度精度为 {value} 或更差达 {time}（平均 {average}）。',
  '{source}: horizontal dilution of precision {value} or worse for {time} in flight (average {average}).':
    '{source}：飞行中水平精度因子为 {value} 或更差达 {time}（平均 {average}）。',
  '{source} rose by {value} within {time} ({rate}, {range} with 95 % confidence); at this rate it is full in {rest}.':
    '{source} 在 {time} 内上升 {value}（{rate}，95 % 置信区间 {range}）；照此速度将在 {rest} 后用尽。',
  '{source} rose by {value} within {time} ({rate}, {range} with 95 % confidence); at this rate memory is used up in {rest}.':
    '{source} 在 {time} 内上升 {value}（{rate}，95 % 置信区间 {range}）；照此速度内存将在 {rest} 后用尽。',
  '{source} rose by {value} within {time} ({rate}, {range} with 95 % confidence); at this rate it reaches {goal} in {rest}.':
    '{source} 在 {time} 内上升 {value}（{rate}，95 % 置信区间 {range}）；照此速度将在 {rest} 后达到 {goal}。',
  '{source} fell by {value} within {time} ({rate}, {range} with 95 % confidence); a net that is charged holds its voltage.':
    '{source} 在 {time} 内下降 {value}（{rate}，95 % 置信区间 {range}）；正在充电的电网会保持电压。',
  '{source}, usually at {usual}, stayed at {value} or below for {time} while the engine was started; a sound battery keeps {info}, and {warning} in severe frost.':
    '{source} 平时为 {usual}，起动发动机时有 {time} 不高于 {value}；正常的蓄电池应保持 {info}，严寒时应保持 {warning}。',
  '{source} never rose above {value} in {time} with the engine running; a net that is charged is at {usual} or more.':
    '发动机运转的 {time} 内 {source} 从未超过 {value}；正在充电的电网应为 {usual} 或以上。',
  '{source} reached {value} (99th percentile {p99}, average {average}).':
    '{source} 达到 {value}（第 99 百分位数 {p99}，平均 {average}）。',
  '{source} reached {value} (average {average}).': '{source} 达到 {value}（平均 {average}）。',
  '{source} rose to {value} (average {average}).': '{source} 升至 {value}（平均 {average}）。',
  '{source} rose to {value} (lowest {lowest}).': '{source} 升至 {value}（最低 {lowest}）。',
  '{source} fell to {value} (highest {highest}).': '{source} 降至 {value}（最高 {highest}）。',
  '{source} was at most {value} after {time} of running, with air of {air}.':
    '{source} 在运转 {time} 后最高 {value}，气温 {air}。',
  '{source} was between {lowest} and {highest}, and changed by {value} within a minute while the engine ran; coolant does not.':
    '{source} 介于 {lowest} 和 {highest} 之间，发动机运转时一分钟内变化 {value}；冷却液不会如此变化。',
  'A controller left the bus (transmit error counter above 255, ISO 11898-1), {times} in {files}.':
    '一个控制器脱离总线（发送错误计数器超过 255，ISO 11898-1），{files}中 {times}。',
  'A controller was error-passive (error counter above 127, ISO 11898-1), {times} in {files}.':
    '一个控制器处于错误被动状态（错误计数器超过 127，ISO 11898-1），{files}中 {times}。',
  'Seen {times} in {files}: “{sent}”.': '{files}中出现 {times}：“{sent}”。',
  'Seen {times} in {files}: {sent} Controllers and filters refuse such a message, or pass it on into everything that they compute from it.':
    '{files}中出现 {times}：“{sent}”控制器和滤波器会拒绝这样的消息，或将其带入由此计算的一切。',
  'Seen {times} in {files}, the first time {sent} Controllers that follow this pose steer into the other direction for a moment.':
    '{files}中出现 {times}，首次为“{sent}”跟随此位姿的控制器会短暂转向相反方向。',
  'Seen {times} in {files}. Also: {sent}.': '{files}中出现 {times}。另有：{sent}。',
  'Seen {times} in {files}.': '{files}中出现 {times}。',
  'Seen on {topics}: {message}': '出现在 {topics}：{message}',
  'Reported {times} in {files}, for example “{sent}”.': '{files}中报告 {times}，例如“{sent}”。',
  'Reported {times} in {files}: “{sent}”.': '{files}中报告 {times}：“{sent}”。',
  'Reported {times} in {files} ({sent}).': '{files}中报告 {times}（{sent}）。',
  'Reported {times} in {files}. {sent}': '{files}中报告 {times}。{sent}',
  'Reported {times} in {files}.': '{files}中报告 {times}。',
  'No device has so many faults, {values} in {files}: the driver reads its telemetry wrongly, as with another version of its firmware, or the field is no error code.':
    '没有设备会有如此多的故障，{files}中有 {values}：驱动程序读错了其遥测数据（例如固件版本不同），或该字段不是错误代码。',
  'The vehicle itself reported it {times} in {files}: “{sent}”.': '{files}中车辆自身报告 {times}：“{sent}”。',
  'The recorder says so {times} in {files}: “{sent}”.': '{files}中记录器自身报告 {times}：“{sent}”。',
  'The logger lost data {times} in {files}. In the first file: “{message}”':
    '{files}中记录器丢失数据 {times}。第一个文件中：“{message}”',
  'A crash dump was found {times} in {files}: “{sent}”.': '{files}中发现崩溃转储 {times}：“{sent}”。',
  'Happened {times} in {files}: “{sent}”.': '{files}中发生 {times}：“{sent}”。',
  '{sent} Reported {times}.': '{sent} 报告 {times}。',
  'In {files}, for example “{sent}”, and {codes}.': '见于 {files}，例如“{sent}”，另有 {codes}。',
  'In {files}, for example “{sent}”; {warnings} came often too.':
    '见于 {files}，例如“{sent}”；另有 {warnings}也经常出现。',
  'In {files}, for example “{sent}”.': '见于 {files}，例如“{sent}”。',
  'In {files}.': '见于 {files}。',
  '{codes} asked for it, among others: “{sent}”.': '{codes}请求点亮它，例如：“{sent}”。',
  '{codes} asked for them, among others: “{sent}”.': '{codes}请求点亮它们，例如：“{sent}”。',
  'None of them {times} or more in a recording. Most often “{code}”: “{sent}”.':
    '在一个录制文件中均未达到 {times}。最常见的是“{code}”：“{sent}”。',
  'None of them {times} or more. Most often “{code}”: “{sent}”.':
    '均未达到 {times}。最常见的是“{code}”：“{sent}”。',
  'None of them {times} or more in a recording. Most often “{sent}”.':
    '在一个录制文件中均未达到 {times}。最常见的是“{sent}”。',
  'None of them {times} or more. Most often “{sent}”.': '均未达到 {times}。最常见的是“{sent}”。',
  '{kinds}; this one {times}: “{sent}”.': '{kinds}；此种 {times}：“{sent}”。',
  '{name} is {time} behind {other} ({range}, from {events} that both recorded).':
    '{name} 慢于 {other} {time}（{range}，依据两者都录制的 {events}）。',
  '{name} is {time} ahead of {other} ({range}, from {events} that both recorded).':
    '{name} 快于 {other} {time}（{range}，依据两者都录制的 {events}）。',
  'In {name}, times run backwards on {topics}; gaps and durations in such a file cannot be relied on.':
    '在 {name} 中，{topics}的时间倒退；这样的文件中的间隔和时长不可靠。',
  'Nothing was recorded for {time} between two files; the files of this batch mostly stand alone.':
    '两个文件之间有 {time} 没有录制；此批次的文件大多各自独立。',
  'Nothing was recorded for {time} between two files of a drive that is otherwise recorded without interruption.':
    '两个文件之间有 {time} 没有录制，而该行程其余部分连续录制。',
  '{files} of {total} is truncated or corrupt; {messages} could still be read from it.':
    '{total} 个文件中有 {files}被截断或损坏；仍可从中读取 {messages}。',
  '{files} of {total} are truncated or corrupt; {messages} could still be read from them.':
    '{total} 个文件中有 {files}被截断或损坏；仍可从中读取 {messages}。',
  '{files} of {total} gave no message at all and is not part of the figures.':
    '{total} 个文件中有 {files}没有任何消息，不计入数值。',
  '{files} of {total} gave no message at all and are not part of the figures.':
    '{total} 个文件中有 {files}没有任何消息，不计入数值。',
  'In {name} messages of {topic} were recorded up to {time} later after their stamps than others.':
    '在 {name} 中，{topic} 的消息相对其时间戳的录制延迟比其他消息多达 {time}。',
  '{recordings} came in several copies with the same bytes, {name} {times}.':
    '{recordings}有多份字节相同的副本，{name} 有 {times}。',
  '{topic} came at {before} in {name}, but only at {after} in the later {other}.':
    '{topic} 在 {name} 中为 {before}，在之后的 {other} 中仅为 {after}。',
  'The drive before had {version} of {component} and none of {codes} seen now.':
    '上一次行程使用 {component} 的 {version}，没有现在出现的 {codes}。',
  'In {name} the stamps of all {topics} with stamps are {time} behind the times of recording.':
    '在 {name} 中，全部 {topics}的时间戳比录制时间慢 {time}。',
  'In {name} the stamps of all {topics} with stamps are {time} ahead of the times of recording.':
    '在 {name} 中，全部 {topics}的时间戳比录制时间快 {time}。',
  'In {name} the stamps of {some} of {topics} are {time} behind the times of recording throughout; those of the others are not.':
    '在 {name} 中，{topics}中有 {some} 个的时间戳始终比录制时间慢 {time}；其余没有。',
  'In {name} the stamps of {some} of {topics} are {time} ahead of the times of recording throughout; those of the others are not.':
    '在 {name} 中，{topics}中有 {some} 个的时间戳始终比录制时间快 {time}；其余没有。',
  'In {name} they fall behind by {time} within {span_of_time} of recording, steadily.':
    '在 {name} 中，它们在录制的 {span_of_time} 内持续变慢 {time}。',
  'In {name} they run ahead by {time} within {span_of_time} of recording, steadily.':
    '在 {name} 中，它们在录制的 {span_of_time} 内持续变快 {time}。',
  'In {name} they go back {times} while the times of recording go on (affected: {some} of {topics} with stamps).':
    '在 {name} 中，录制时间继续而它们倒退 {times}（受影响：{topics}中的 {some} 个）。',
  'In {name} they step ahead {times} while the times of recording go on evenly (affected: {some} of {topics} with stamps).':
    '在 {name} 中，录制时间均匀而它们向前跳变 {times}（受影响：{topics}中的 {some} 个）。',
  'In {name}, {frames} a second came from {bus}, steadily, while {some} of its {identifiers} have no period: the adapter passes as many frames as it can, and drops the others.':
    '在 {name} 中，{bus} 每秒稳定地传来{frames}，而其{identifiers}中有 {some} 个没有周期：适配器尽其所能传递帧，并丢弃其余的帧。',
  'In {name}, {some} of {senders} with a period on {bus} miss turns, most of all {message}: of {due} frames due, {seen} were recorded.':
    '在 {name} 中，{bus} 上 {senders}中有 {some} 个周期性发送者漏发，以 {message} 最为严重：应有 {due} 帧，录制了 {seen} 帧。',
  'Of the files {pattern}, {numbers} is missing between others: {list}.':
    '文件 {pattern} 中间缺少 {numbers}：{list}。',
  'Of the files {pattern}, {numbers} are missing between others: {list}.':
    '文件 {pattern} 中间缺少 {numbers}：{list}。',
  'More than one was seen of {names}.': '{names} 出现了多个版本。',
  'Of {topics} with {messages} none says anything about the health of the vehicle; only completeness and timing could be checked.':
    '{topics}共 {messages}，均不反映车辆状况；只能检查完整性和时序。',
  'The recordings are intact, but nothing was recorded.': '录制文件完好，但没有录制任何内容。',
  'In {name}, {some} of {messages} on {topic} ({percent} %) are earlier than the one before.':
    '在 {name} 中，{topic} 的 {messages}里有 {some} 条（{percent} %）早于前一条。',
  '{name} and {other} record the same topics and both cover {time} ({percent} % of the shorter one).':
    '{name} 和 {other} 录制相同的话题，且都涵盖 {time}（占较短者的 {percent} %）。',
  '{some} of {senders} lost frames in {name}, most of all {message} with {percent} %: the recorder rather than the senders.':
    '在 {name} 中，{senders}中有 {some} 个丢帧，以 {message} 最为严重，达 {percent} %：原因在记录器而非发送者。',
  'By its counter {counter}, of {total} frames {lost} are missing and {repeated} were repeated in {name}; {some} of {senders} of the bus lost frames.':
    '根据其计数器 {counter}，{name} 的 {total} 帧中缺失 {lost} 帧、重复 {repeated} 帧；该总线的 {senders}中有 {some} 个丢帧。',
  'All {identifiers} with a period fell silent together for {time}: the buses slept, or nothing was recorded.':
    '全部 {identifiers}（周期性）同时静默 {time}：总线休眠，或没有录制。',
  '{identifiers} fell silent together for {time}, and came back in their old rhythm: they did not rest.':
    '{identifiers}同时静默 {time}，随后按原节奏恢复：它们并未停止。',
  '{topics} fell silent together for {time}.': '{topics}同时静默 {time}。',
  '{source} follows {reference} at low and at high values alike, but with another offset or scale.':
    '{source} 在低值和高值时都跟随 {reference}，但偏移或比例不同。',
  '{source} says {value} times what {reference} says, all the time.':
    '{source} 始终是 {reference} 的 {value} 倍。',
  'It was played: what plays a recording left its clock or its name in it.':
    '它是回放的：回放程序在其中留下了时钟或名称。',
  'A recording that is played comes from the past, so one of the clocks is wrong.':
    '回放的录制文件来自过去，因此其中一个时钟有误。',
  'UTC is that far behind the time of satellites or of PTP, so one clock counts another time.':
    'UTC 正好落后卫星时间或 PTP 时间这么多，因此其中一个时钟计的是另一种时间。',
  'That is a whole number of half hours, as if a local time had been taken for UTC.':
    '这是半小时的整数倍，如同把当地时间当作了 UTC。',
  'Other recordings of the batch, made at other times, are off by the same; ones that are played would not be.':
    '批次中在其他时间录制的文件偏差相同；若是回放则不会如此。',
  'In {name} {source} changed with nearly every value, then not in a single bit for {time}; otherwise it stayed the same for {usual} at most. Meanwhile {others} other figures went on changing.':
    '在 {name} 中，{source} 原先几乎每个值都变化，随后有 {time} 连一个比特都不变；平时最多 {usual} 不变。同时其他 {others} 个数值仍在变化。',
  'In {name} {source} stays at {value} while {others} other wheels of the vehicle turn.':
    '在 {name} 中，{source} 停在 {value}，而车辆的其他 {others} 个车轮在转动。',
  '{message} A real sensor never repeats itself, since its noise changes the last bits.':
    '{message}真实的传感器从不重复自己，因为噪声会改变最低位。',
  'All six figures are the same to the last bit for 5 s or more, {others} messages in a row.':
    '全部六个数值在 5 s 或更久内完全相同，连续 {others} 条消息。',
  'In {name}, {topic}, which usually comes every {usual}, paused for a second or more {times}, for up to {time} and {percent} % of the time.':
    '在 {name} 中，{topic} 通常每 {usual} 到达一次，中断一秒或更久 {times}，最长 {time}，占 {percent} % 的时间。',
  '{topic} paused for {time}, although it otherwise comes every {usual}; {identifiers} of higher priority began with its silence and took the bus.':
    '{topic} 中断 {time}，而平时每 {usual} 到达一次；更高优先级的 {identifiers} 在中断时开始占用总线。',
  '{topic} stopped for {time} before the recording ended, although it otherwise comes every {usual}; {identifiers} of higher priority began with its silence and took the bus.':
    '{topic} 在录制结束前停止 {time}，而平时每 {usual} 到达一次；更高优先级的 {identifiers} 在停止时开始占用总线。',
  '{topic} paused for {time}, although it otherwise comes every {usual}.':
    '{topic} 中断 {time}，而平时每 {usual} 到达一次。',
  '{topic} stopped for {time} before the recording ended, although it otherwise comes every {usual}.':
    '{topic} 在录制结束前停止 {time}，而平时每 {usual} 到达一次。',
  '{components} stopped reporting; the longest, “{sent}”, was stale in {reports}.':
    '{components}停止上报；最久的是“{sent}”，有 {reports}显示其已停止上报。',
  'It was stale in {reports}.': '有 {reports}显示其已停止上报。',
  '{files} of this batch begin before 2008, end after 2100 or last longer than a week; they are left out of coverage and time lines.':
    '此批次中 {files}开始于 2008 年之前、结束于 2100 年之后或持续超过一周；录制覆盖和时间线不包含它们。',
  'Between two files of this batch lie {time}; one of the clocks was probably wrong.':
    '此批次的两个文件之间相隔 {time}；其中一个时钟很可能有误。',
  'In {name}, {topic} was more than three usual intervals ({usual}) late {times}, together {percent} % of the time.':
    '在 {name} 中，{topic} 迟到超过三个通常间隔（{usual}）{times}，合计占 {percent} % 的时间。',
  'From one message to the next, the interval of {topic} changes by {time} on average ({percent} % of its usual {usual}) in {name}.':
    '在 {name} 中，{topic} 相邻消息的间隔平均变化 {time}（为通常 {usual} 的 {percent} %）。',
  'Its ninth character is {seen}; by the other characters it is {due} (49 CFR 565, GB 16735).':
    '其第九位字符为 {seen}；按其他字符应为 {due}（49 CFR 565、GB 16735）。',
  'The recordings name {vins}.': '录制文件中的 VIN 为 {vins}。',
  // Details of evidence.
  'gap of {time}, usually every {usual}': '中断 {time}，通常每 {usual} 一次',
  'silent to the end of {time}, usually every {usual}': '静默至结束 {time}，通常每 {usual} 一次',
  'freeze frame': '冻结帧',
  'steps back': '时间倒退',
  'steps ahead': '时间向前跳变',
  'the first of the messages out of order in this file': '此文件中第一条乱序的消息',
};
