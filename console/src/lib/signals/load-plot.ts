/** uPlot and its styles are loaded with the first plot. */
export const loadPlot = () => import('./draw-plot.ts');
