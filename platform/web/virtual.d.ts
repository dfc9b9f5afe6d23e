/** Made by `textsPlugin` of platform/i18n/build. */
declare module 'virtual:texts/*' {
  const messages: import('../i18n/index.ts').Messages
  export default messages
}
