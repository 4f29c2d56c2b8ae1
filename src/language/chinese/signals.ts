/** Reports and signals as the console shows them. */
export const signalTexts = {
  'Choose a signal: it is drawn here, and each further one below it on the same axis.':
    '选择一个信号：它会绘制在这里，其他信号绘制在下方，使用同一时间轴。',
  'Reading the recordings. The first look at one takes a while, the next is instant.':
    '正在读取录制文件。首次查看需要一些时间，之后即可立即显示。',
  'Signals of the batch': '批次的信号',
  Compare: '对比',
  'Compare with batch': '与批次对比',
  'Show this batch alone': '只显示此批次',
  'Map of the drive': '行程地图',
  'Where it drove': '行驶轨迹',
  Receiver: '接收机',
  'Coloured by': '着色依据',
  'Reading the positions…': '正在读取位置…',
  'There is no position in this window.': '此时间窗口内没有位置。',
  'The track, {positions}': '轨迹，{positions}',
  'North is up.': '上方为北。',
  'Blue is {least}, red {greatest}.': '蓝色为 {least}，红色为 {greatest}。',
  'Remove {signal}': '移除 {signal}',
  'None of its values is a finite number': '没有任何值是有限数',
  '{values} in this window': '此时间窗口内 {values}',
  '; {values} not kept': '；{values}未保留',
  '; {elsewhere} of recorders whose clock is not known have no place on this axis':
    '；{elsewhere} 个来自时钟未知的记录器，无法放在此时间轴上',
  'Chosen signals': '已选信号',
  'The picture cannot be loaded; reload the page.': '无法加载图像；请重新加载页面。',
  'Find signals': '查找信号',
  'Topic, field or unit': '话题、字段或单位',
  'Looking for the signals…': '正在查找信号…',
  'The signals of {files} are still being listed. ': '仍在列出 {files}的信号。',
  'No other signal has these words.': '没有其他信号包含这些词。',
  'The list is full: at least {signals} of these recordings cannot be shown.':
    '列表已满：这些录制文件中至少还有 {signals}无法显示。',
  'There are more: type what you look for.': '还有更多：请输入要查找的内容。',
  '← Earlier': '← 更早',
  'Zoom out': '缩小',
  'Later →': '更晚 →',
  'Remove the mark': '移除标记',
  'Drag to zoom; click to mark a time, and the differences to it are shown. {csv}, {parquet}, {arrow}':
    '拖动可缩放；单击可标记时间，并显示与该时间的差值。{csv}、{parquet}、{arrow}',
};
