/** Schedules and times that can be booked: shared FHIR resources, with one place that says whose a time is. */

export { appointmentOwner, gpAppointments, ownedBy, ownerExtension } from '../appointment/index.ts'
export { type ScheduleFacts, type SlotPlan, scheduleOf, slotOf, slotsOf } from './build.ts'
export { type Filled, fillSchedule } from './fill.ts'
export { slotGuard } from './guard.ts'
export { confirmSlot, endOffer, holdSlot, keepForOffer, releaseHold } from './hold.ts'
export { freedEvent, isOccupying, occupancyProjection } from './occupancy.ts'
export { slotsProjection } from './projection.ts'
export {
  bookedTimes,
  findSchedule,
  findSlot,
  freeSlots,
  holdOf,
  type OccupiedRow,
  officeSlots,
  type SlotSearch,
  schedulesOf,
} from './queries.ts'
export { isOutside, readTemplate, templateSlotId, withTemplate } from './template.ts'
export {
  type Hold,
  holdMinutes,
  kindSystem,
  type ScheduleRow,
  type SlotKind,
  type SlotRefusal,
  type SlotRow,
  type SlotStatus,
  slotFreed,
  slotRefusals,
} from './types.ts'
