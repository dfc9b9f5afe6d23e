export * from './dates.ts'
export * from './template.ts'
export * from './working-days.ts'
