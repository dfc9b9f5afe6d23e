/** What others listen to; `data`: office (id of the Organization) and version. No citizen, so `citizen` is empty. */
export const officeAdminEvents = {
  /** What an office offers or says has changed: ask the registers. */
  live: 'office-admin.live',
  /** Own: the time has come for an approved version. */
  due: 'office-admin.due',
  /** Own: the template of a schedule (`data.schedule`) has changed. */
  template: 'office-admin.template',
  /** Own: the times of a schedule from one day to another are to be as its template says. */
  fill: 'office-admin.fill',
  /** Own: a week has gone, and the times are to reach a week further. */
  week: 'office-admin.week',
} as const
