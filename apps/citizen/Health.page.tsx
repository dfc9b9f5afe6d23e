import { EmptyState, Page, Row, Rows } from '@lomma/platform/ui'
import { useTexts, useTiles } from '@lomma/platform/web'

/** All services, what most people come for first. */
export default function Health() {
  const { t } = useTexts()
  const tiles = useTiles('health')
  return (
    <Page title={t('ui.health.title')} lead={t('ui.health.lead')}>
      {tiles.length === 0 ? (
        <EmptyState title={t('ui.health.none')} />
      ) : (
        <Rows>
          {tiles.map((tile) => (
            <Row key={tile.href} href={tile.href} title={t(tile.title)} detail={t(tile.detail)} />
          ))}
        </Rows>
      )}
    </Page>
  )
}
