import ContactsIcon from '@helsenorge/designsystem-react/components/Icons/Contacts'
import EmergencyCall from '@helsenorge/designsystem-react/components/Icons/EmergencyCall'
import HealthClinic from '@helsenorge/designsystem-react/components/Icons/HealthClinic'
import { Phone, Row, Rows, Section } from '@lomma/platform/ui'
import { useHasScreen, useTexts } from '@lomma/platform/web'
import { useMunicipality } from './api.ts'

/** Everybody who helps: all health contacts, the municipality, and whom to call when nobody else answers. */
export function Contacts() {
  const { t } = useTexts()
  const hasScreen = useHasScreen()
  const municipality = useMunicipality().data?.municipality
  return (
    <Section title={t('home.contacts.title')}>
      <Rows>
        {hasScreen('/helsekontakter') && (
          <Row
            icon={ContactsIcon}
            href="/helsekontakter"
            title={t('home.contacts.all')}
            detail={t('home.contacts.allMore')}
          />
        )}
        {municipality && (
          <Row
            icon={HealthClinic}
            title={municipality.name}
            detail={t('home.contacts.municipality')}
            meta={
              <>
                {t('home.gp.phone')} <Phone number={municipality.phone} />
              </>
            }
          />
        )}
        <Row
          icon={EmergencyCall}
          title={t('home.contacts.outOfHours')}
          detail={t('home.contacts.outOfHoursMore')}
          meta={
            <>
              {t('home.gp.phone')} <Phone number="116117" />
            </>
          }
        />
      </Rows>
    </Section>
  )
}
