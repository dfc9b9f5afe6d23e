import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  /** Drawn instead of what broke. */
  fallback(retry: () => void): ReactNode
}

/** A screen that breaks costs itself, never the app around it. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    return this.state.broken ? this.props.fallback(() => this.setState({ broken: false })) : this.props.children
  }
}
