export { Browser, type Page } from './browser.ts'
export { type TestDatabase, testDatabase } from './database.ts'
export { signIn, signInAtOffice } from './sign-in.ts'
export { contextOf, portal, storyMorning, type TestWorld, testWorld } from './world.ts'
