export { type TestDatabase, testDatabase } from './database.ts'
export { contextOf, portal, storyMorning, type TestWorld, testWorld } from './world.ts'
export { Browser, type Page } from './browser.ts'
