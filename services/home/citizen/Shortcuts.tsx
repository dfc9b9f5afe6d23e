import { Section } from '@lomma/platform/ui'
import { useTexts, useTiles } from '@lomma/platform/web'
import styles from './home.module.css'

/** The services people come for most. Each tile is a screen that is there. */
export function Shortcuts() {
  const { t } = useTexts()
  const tiles = useTiles('health')
  if (tiles.length === 0) return null
  return (
    <Section title={t('home.shortcuts')}>
      <ul className={styles.tiles}>
        {tiles.map((tile) => (
          <li key={tile.href}>
            <a href={tile.href}>{t(tile.title)}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
