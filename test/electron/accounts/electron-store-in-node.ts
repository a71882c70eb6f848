// The program's own electron-store, in plain Node. The package imports Electron, whose stand-in for Node looks for the runtime and
// would download it; told that it lies elsewhere it only names the place, and electron-store goes by the folder it is given.
process.env.ELECTRON_OVERRIDE_DIST_PATH ??= 'not-used';
export const { openWithElectronStore } = await import('#electron/host/electron-store.ts');
