/**
 * Kinds of events by the discriminant of `Event` in cereal's `log.capnp` (commaai/openpilot, MIT), without the suffix of
 * those that are no longer written.
 */
const names = `
   initData roadCameraState gpsNMEA sensorEvent can deviceState controlsState liveEvent model features sensorEvents
   pandaState radarState liveUI roadEncodeIdx liveTracks sendcan logMessage liveCalibration androidLog gpsLocation
   carState carControl longitudinalPlan liveLocation ethernetData navUpdate cellInfo wifiScan androidGnss qcomGnss
   lidarPts procLog ubloxGnss clocks liveMpc liveLongitudinalMpc navStatus ubloxRaw gpsPlannerPoints gpsPlannerPlan
   applanixRaw trafficEvents liveLocationTiming orbslamCorrection liveLocationCorrected orbObservation
   gpsLocationExternal location uiNavigationEvent liveLocationKalmanLegacy testJoystick orbOdometry orbFeatures
   applanixLocation orbKeyFrame uiLayoutState orbFeaturesSummary driverState boot liveParameters liveMapData
   cameraOdometry lateralPlan kalmanOdometry thumbnail onroadEvents carParams driverCameraState
   driverMonitoringState liveLocationKalman sentinel wideRoadCameraState modelV2 driverEncodeIdx wideRoadEncodeIdx
   managerState uploaderState peripheralState pandaStates navInstruction navRoute navThumbnail errorLogMessage
   roadEncodeData driverEncodeData wideRoadEncodeData qRoadEncodeData qRoadEncodeIdx gnssMeasurements driverStateV2
   userFlag liveTorqueParameters magnetometer lightSensor temperatureSensor accelerometer gyroscope gyroscope2
   accelerometer2 uiDebug microphone navModel mapRenderState uiPlan customReserved0 customReserved1 customReserved2
   customReserved3 customReserved4 customReserved5 customReserved6 customReserved7 customReserved8 customReserved9
   livestreamRoadEncodeIdx livestreamWideRoadEncodeIdx livestreamDriverEncodeIdx livestreamRoadEncodeData
   livestreamWideRoadEncodeData livestreamDriverEncodeData temperatureSensor2 customReservedRawData0
   customReservedRawData1 customReservedRawData2 carOutput drivingModelData livePose selfdriveState liveTracks
   driverAssistance alertDebug onroadEvents touch customReserved10 customReserved11 customReserved12
   customReserved13 customReserved14 customReserved15 customReserved16 customReserved17 customReserved18
   customReserved19`
  .trim()
  .split(/\s+/);

/** The name of a kind; a later version, or a fork, may add some. */
export function eventName(kind: number): string {
  return names[kind] ?? `(event ${kind})`;
}

export function isKnownEvent(kind: number): boolean {
  return kind < names.length;
}
