export { type Dispatcher, type DispatcherParts, startDispatcher } from './dispatcher.ts'
