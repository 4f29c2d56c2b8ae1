/** Everything a page loads comes from here; charts are pictures, uploads and event streams go to the API. */
export const consolePolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};
/** Argus speaks plain HTTP; who puts TLS in front of it decides about HSTS there. */
export const helmetOptions = { strictTransportSecurity: false, crossOriginEmbedderPolicy: false } as const;
