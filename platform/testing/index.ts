export { type TestDatabase, testDatabase } from './database.ts'
export { contextOf, portal, storyMorning, type TestWorld, testWorld } from './world.ts'
