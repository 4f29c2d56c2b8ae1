/** Pages load everything from this origin; charts are images, uploads and event streams go to the API. */
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
/** Argus serves plain HTTP; HSTS is decided by the TLS proxy in front of it. */
export const helmetOptions = { strictTransportSecurity: false, crossOriginEmbedderPolicy: false } as const;
