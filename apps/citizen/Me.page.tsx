import Button from '@helsenorge/designsystem-react/components/Button'
import { Actions, Page, Row, Rows } from '@lomma/platform/ui'
import { signOut, useSession, useTexts, useTiles } from '@lomma/platform/web'

/** The person's own: privacy, settings, and the way out. */
export default function Me() {
  const { t } = useTexts()
  const { name } = useSession()
  const tiles = useTiles('me')
  return (
    <Page title={t('ui.me.title')} lead={t('ui.me.signedInAs', { name })}>
      <Rows>
        {tiles.map((tile) => (
          <Row key={tile.href} href={tile.href} title={t(tile.title)} detail={t(tile.detail)} />
        ))}
      </Rows>
      <Actions>
        <Button variant="outline" onClick={signOut}>
          {t('ui.signOut')}
        </Button>
      </Actions>
    </Page>
  )
}
