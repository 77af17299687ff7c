import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Settings } from './state/settings.ts'

export const SettingsContext = createContext<Settings | undefined>(undefined)

/** The page that the calling component is part of. Throws outside of `<App>`. */
export function useSettings(): Settings {
  const settings = useContext(SettingsContext)
  if (!settings) throw new Error('useSettings() outside of <App>')
  return settings
}
