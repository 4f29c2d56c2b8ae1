/** The minified build has no types of its own; it exports what the package does. */
declare module 'echarts/dist/echarts.esm.min.mjs' {
  export * from 'echarts';
}
