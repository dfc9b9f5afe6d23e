import { type Fact, FactList } from '@lomma/platform/ui'
import { useTexts } from '@lomma/platform/web'
import type { AppointmentDetail, Place } from '../contract/index.ts'
import { modeName } from './names.ts'

/** When, with whom, where, and the number to quote. */
export function AppointmentFacts({ one }: { readonly one: AppointmentDetail }) {
  const { t, formatWeekday, formatTime } = useTexts()
  const key = (name: string) => `appointments.fact.${name}`
  const when =
    one.start && one.end
      ? t('appointments.when-until', {
          day: formatWeekday(one.start),
          time: formatTime(one.start),
          end: formatTime(one.end),
        })
      : t('appointments.no-time')
  const facts: Fact[] = [
    { term: t(key('when')), value: when },
    ...(one.with ? [{ term: t(key('with')), value: one.with }] : []),
    ...(one.mode ? [{ term: t(key('how')), value: modeName(one.mode, one.practice, t) }] : []),
    ...(one.video ? [{ term: t(key('video')), value: <Video video={one.video} /> }] : []),
    ...(one.place && one.mode !== 'video' ? [{ term: t(key('where')), value: <Where place={one.place} /> }] : []),
    ...(one.reason ? [{ term: t(key('reason')), value: one.reason }] : []),
    ...(one.receipt ? [{ term: t(key('receipt')), value: one.receipt }] : []),
  ]
  return <FactList facts={facts} />
}

function Video({ video }: { readonly video: NonNullable<AppointmentDetail['video']> }) {
  const { t, formatTime } = useTexts()
  if (video.link)
    return (
      <a href={video.link} rel="noreferrer" target="_blank">
        {t('appointments.video.open')}
      </a>
    )
  return t('appointments.video.opens', { time: formatTime(video.opens) })
}

/** Building, floor, entrance and address; the map is an ordinary link, and nothing is fetched from it before it is pressed. */
function Where({ place }: { readonly place: Place }) {
  const { t } = useTexts()
  const lines = [place.name, place.entrance, [place.building, place.floor].filter(Boolean).join(', '), place.address]
  return (
    <>
      {lines.filter(Boolean).map((line) => (
        <span key={line}>
          {line}
          <br />
        </span>
      ))}
      {place.address && (
        <a href={mapHref(place.address)} rel="noreferrer" target="_blank">
          {t('appointments.fact.map')}
        </a>
      )}
    </>
  )
}

function mapHref(address: string): string {
  return `https://www.openstreetmap.org/search?${new URLSearchParams({ query: address })}`
}
