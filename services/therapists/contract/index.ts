export * from './practice.ts'
export * from './refusal.ts'
