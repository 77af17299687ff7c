import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Popup } from './state/popup.ts'

export const PopupContext = createContext<Popup | undefined>(undefined)

/** The view that the calling component is part of. Throws outside of `<App>`. */
export function usePopup(): Popup {
  const popup = useContext(PopupContext)
  if (!popup) throw new Error('usePopup() outside of <App>')
  return popup
}
