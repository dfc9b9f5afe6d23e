import type { MeetingType } from '../contract/index.ts'

/** Ways of meeting, in the order they are shown. */
export const meetingTypes: readonly MeetingType[] = ['attendance', 'video', 'phone']
