import { FragmentingChannel } from './fragmenting-channel.ts'

/** simple-peer's `wrtc` option: the WebRTC that it uses. */
export interface WebRtc {
  readonly RTCPeerConnection: typeof RTCPeerConnection
  readonly RTCSessionDescription: typeof RTCSessionDescription
  readonly RTCIceCandidate: typeof RTCIceCandidate
}

/** simple-peer uses no more of a channel than a FragmentingChannel has. */
function fragmenting(channel: RTCDataChannel): RTCDataChannel {
  return new FragmentingChannel(channel) as unknown as RTCDataChannel
}

/**
 * The browser's WebRTC with channels that carry messages of any size: y-webrtc sends a cart as one message, and
 * Chromium takes none over 256 KiB. A function, because plain Node has no WebRTC to extend.
 */
export function fragmentingWebRtc(): WebRtc {
  class FragmentingConnection extends RTCPeerConnection {
    #ondatachannel: RTCPeerConnection['ondatachannel'] = null

    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      this.addEventListener('datachannel', event => {
        // An event's `channel` is read-only, and simple-peer reads nothing else of it.
        const wrapped = { channel: fragmenting(event.channel) } as RTCDataChannelEvent
        this.#ondatachannel?.call(this, wrapped)
      })
    }

    override get ondatachannel(): RTCPeerConnection['ondatachannel'] {
      return this.#ondatachannel
    }

    override set ondatachannel(listener: RTCPeerConnection['ondatachannel']) {
      this.#ondatachannel = listener
    }

    override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
      return fragmenting(super.createDataChannel(label, init))
    }
  }
  return { RTCPeerConnection: FragmentingConnection, RTCSessionDescription, RTCIceCandidate }
}
