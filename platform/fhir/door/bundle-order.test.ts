import type { Basic, Patient, Task } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { inOrder } from './bundle-order.ts'
import type { Step } from './bundle-step.ts'

type Written = Basic | Patient | Task

const step = (index: number, method: Step['method'], resource: Written): Step => ({
  index,
  method,
  type: resource.resourceType,
  id: resource.id ?? '',
  query: '',
  history: false,
  resource,
})

const basic = (id: string, about?: string): Basic => ({
  resourceType: 'Basic',
  id,
  code: {},
  ...(about ? { subject: { reference: `Basic/${about}` } } : {}),
})

const ids = (steps: readonly Step[]) => inOrder(steps).map(({ resource }) => resource?.id)

test('what is referred to is written before what refers to it', () => {
  const task: Task = {
    resourceType: 'Task',
    id: 't',
    status: 'requested',
    intent: 'order',
    for: { reference: 'Patient/p' },
  }
  expect(ids([step(0, 'POST', task), step(1, 'POST', { resourceType: 'Patient', id: 'p' })])).toEqual(['p', 't'])
})

test('the order of the standard stands above references', () => {
  const steps = [step(0, 'PUT', basic('put')), step(1, 'POST', basic('post', 'put')), step(2, 'DELETE', basic('gone'))]
  expect(ids(steps)).toEqual(['gone', 'post', 'put'])
})

test('without references the Bundle’s own order holds, and a circle ends', () => {
  expect(ids([step(0, 'POST', basic('b')), step(1, 'POST', basic('a'))])).toEqual(['b', 'a'])
  const circle = ids([step(0, 'POST', basic('a', 'b')), step(1, 'POST', basic('b', 'a'))])
  expect(circle).toEqual(['b', 'a'])
})

test('a chain of thousands is no deep call', () => {
  const chain = Array.from({ length: 10_000 }, (_, at) => step(at, 'POST', basic(`n${at}`, `n${at + 1}`)))
  expect(ids(chain).at(0)).toBe('n9999')
})
