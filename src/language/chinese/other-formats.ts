/** Formats and archives that are recognised and not read: what they look like, why they are not read, and what to do. */
export const otherFormatSentences: Readonly<Record<string, string>> = {
  'This looks like {what}, which this version cannot read yet.': '这看起来像{what}，此版本尚不能读取。',
  'This looks like {what}, which holds nothing that could be judged.':
    '这看起来像{what}，其中没有可判断的内容。',
  'This looks like {what}, which holds no messages that could be judged.':
    '这看起来像{what}，其中没有可判断的消息。',
  'This looks like {what}, which only the password of its logger opens.':
    '这看起来像{what}，只有其记录器的密码才能打开。',
  'This is {container} protected by a password; it cannot be read.':
    '这是受密码保护的{container}；无法读取。',
  'This is {container}; it cannot be read.': '这是{container}；无法读取。',
  'This is {container}.': '这是{container}。',
  'Upload the recordings in it as they are.': '请直接上传其中的录制文件。',
  'Unpack it and upload the recordings in it one by one.': '请解压并逐个上传其中的录制文件。',
  'a ZIP archive': ' ZIP 压缩包',
  'a 7-Zip archive': ' 7-Zip 压缩包',
  'a RAR archive': ' RAR 压缩包',
  'a tar archive': ' tar 归档',
  'a file encrypted with {tool}': '用 {tool} 加密的文件',
  'Leave it out of the upload.': '请勿上传它。',
  'Export it to CSV, Parquet or MDF 4 with a column of time, and upload that.':
    '请导出为带时间列的 CSV、Parquet 或 MDF 4 后上传。',
  'Export it to CSV with a column of time, and upload that.': '请导出为带时间列的 CSV 后上传。',
  'Write it anew with "rosbag fix OLD.bag NEW.bag" of ROS 1, and upload the new one.':
    '请用 ROS 1 的 "rosbag fix OLD.bag NEW.bag" 重新写出，并上传新文件。',
  'Convert it to version 2.0, or with "rosbags-convert" to ROS 2, and upload that.':
    '请转换为 2.0 版，或用 "rosbags-convert" 转换为 ROS 2 后上传。',
  'Convert it to MDF 4.1, for example with asammdf, and upload that.':
    '请转换为 MDF 4.1（例如用 asammdf）后上传。',
  'Decompress it with the MDF4 converters of CSS Electronics, and upload the .MF4 file.':
    '请用 CSS Electronics 的 MDF4 转换工具解压，并上传 .MF4 文件。',
  'Decrypt it with the MDF4 converters of CSS Electronics, and upload the .MF4 file.':
    '请用 CSS Electronics 的 MDF4 转换工具解密，并上传 .MF4 文件。',
  'Upload the recording from which it was made, such as an MCAP or a ROS bag.':
    '请上传生成它的原始录制文件，如 MCAP 或 ROS bag。',
  'Convert it to BLF, ASC or MDF 4 with Vehicle Spy (Tools, File Conversions), and upload that.':
    '请用 Vehicle Spy（Tools、File Conversions）转换为 BLF、ASC 或 MDF 4 后上传。',
  'Export its streams with the DAT tools of ADTF to a format that is read, such as MCAP or CSV, and upload that.':
    '请用 ADTF 的 DAT 工具将其数据流导出为可读取的格式（如 MCAP 或 CSV）后上传。',
  'Export it to CSV with {tool}, and upload that.': '请用 {tool} 导出为 CSV 后上传。',
  'Convert it with blackbox_decode or the Blackbox Explorer to CSV, and upload that.':
    '请用 blackbox_decode 或 Blackbox Explorer 转换为 CSV 后上传。',
  'Convert it with {tool} to CSV, and upload that.': '请用 {tool} 转换为 CSV 后上传。',
  'Convert them to NMEA or CSV, for example with u-center, and upload that.':
    '请转换为 NMEA 或 CSV（例如用 u-center）后上传。',
  'Convert them with sbf2asc or RxTools to CSV or NMEA, and upload that.':
    '请用 sbf2asc 或 RxTools 转换为 CSV 或 NMEA 后上传。',
  'Upload the log of the aircraft instead.': '请改为上传飞行器的日志。',
  'a ROS bag of a version before 2.0': ' 2.0 以前版本的 ROS bag',
  'a ROS bag of another version than 2.0': '非 2.0 版本的 ROS bag',
  'an MDF measurement file of another version than 2, 3 or 4': '非 2、3、4 版的 MDF 测量文件',
  'a CANedge recording that is packed with heatshrink (.MFC)':
    '以 heatshrink 压缩的 CANedge 录制文件（.MFC）',
  'a CANedge recording that is encrypted (.MFE, .MFM)': '已加密的 CANedge 录制文件（.MFE、.MFM）',
  'a Rerun recording (.rrd)': ' Rerun 录制文件（.rrd）',
  'a Vehicle Spy recording (.vsb)': ' Vehicle Spy 录制文件（.vsb）',
  'an ADTF recording (.dat, .adtfdat)': ' ADTF 录制文件（.dat、.adtfdat）',
  'a TDMS file': ' TDMS 文件',
  'a MATLAB file (.mat)': ' MATLAB 文件（.mat）',
  'an HDF5 file': ' HDF5 文件',
  'an imc FAMOS file': ' imc FAMOS 文件',
  'a NumPy array (.npy)': ' NumPy 数组（.npy）',
  'an Arrow or Feather table': ' Arrow 或 Feather 表',
  'an Avro table': ' Avro 表',
  'an ORC table': ' ORC 表',
  'a NetCDF file': ' NetCDF 文件',
  'an Excel workbook of the old kind (.xls)': '旧格式的 Excel 工作簿（.xls）',
  'results of CarMaker (.erg)': ' CarMaker 的结果（.erg）',
  'a log of an AiM logger (.xrk)': ' AiM 记录器的日志（.xrk）',
  'a log of a MoTeC logger (.ld)': ' MoTeC 记录器的日志（.ld）',
  'a Betaflight or Cleanflight log (.bbl, .bfl)': ' Betaflight 或 Cleanflight 日志（.bbl、.bfl）',
  'a log of a DJI aircraft (.DAT)': ' DJI 飞行器的日志（.DAT）',
  'a FIT activity': ' FIT 活动记录',
  'raw messages of a u-blox receiver (.ubx)': ' u-blox 接收机的原始消息（.ubx）',
  'raw messages of a Septentrio receiver (.sbf)': ' Septentrio 接收机的原始消息（.sbf）',
  'corrections of satellite navigation (RTCM 3)': '卫星导航的差分数据（RTCM 3）',
  'a GPS track (.gpx)': ' GPS 轨迹（.gpx）',
  'a map (.kml)': '地图（.kml）',
  'subtitles of a video (.srt)': '视频字幕（.srt）',
  'a JPEG picture': ' JPEG 图片',
  'a PNG picture': ' PNG 图片',
  'a PDF document': ' PDF 文档',
  'a sound recording (WAV)': '录音（WAV）',
  'a point cloud (LAS, LAZ)': '点云（LAS、LAZ）',
  'a point cloud (PCD)': '点云（PCD）',
  'an MP4 or QuickTime video': ' MP4 或 QuickTime 视频',
  'a Matroska or WebM video': ' Matroska 或 WebM 视频',
  'an AVI video': ' AVI 视频',
  'a bare H.264 or H.265 video': '裸 H.264 或 H.265 视频流',
  'an MPEG video': ' MPEG 视频',
  'an MPEG transport stream': ' MPEG 传输流',
};
