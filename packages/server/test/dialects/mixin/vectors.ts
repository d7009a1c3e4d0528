/**
 * The vectors of the wire description (shared/dialects/mixin.md, section 12), made by the unmodified
 * packages with throw-away keys. They hold near `unixSeconds`: tests that check time set the clock.
 */

/** 12.1; the server's seed is used as in 4.3. */
export const ED25519_SESSION = {
  userId: '8c68d4c6-42a2-4ca2-833e-64b1d63871bf',
  sessionId: '035931db-8a0e-4342-9348-91472835c186',
  clientSeedHex: '1e86c0e528f0081b05aa68beebbe445efe548ad7e4e3d1f934c416400401325b',
  clientPublicHex: '0e50924936ff76d8c883f3c73250d6cb99dccef2422d53c0f9a61bf821c56292',
  sessionSecretUrlsafe: 'DlCSSTb_dtjIg_PHMlDWy5nczvJCLVPA-aYb-CHFYpI',
  sessionSecretStd: 'DlCSSTb/dtjIg/PHMlDWy5nczvJCLVPA+aYb+CHFYpI=',
  clientPrivate64Urlsafe:
    'HobA5SjwCBsFqmi-675EXv5Uitfk49H5NMQWQAQBMlsOUJJJNv922MiD88cyUNbLmdzO8kItU8D5phv4IcVikg',
  clientX25519PublicHex: '16357dda9c4e7b7d16943224e23d2b628ad7d392a810cf3a78c5cbc19d44185d',
  serverSeedHex: '3aeaf299150b8fd9fb14f8fb07ea641e5f8eb97d399ffb3fbbe01908f1b60fdf',
  serverPublicKeyHex: 'b8b9a8b04bdc12f8d5b94e068e2b7db57ca54da606283b3b7ac2929eb1081fc3',
  serverX25519ScalarHex: '88d489ac0ca7f43a6ab0478083f1b382ac5bb89989f944c53d16b9c2ccdffc6f',
  pinToken: 'bKGfP18z5aKfeRodUAq5tgY0agF1NLq+UCd+HoSJ8GY=',
  pinTokenBase64: 'bKGfP18z5aKfeRodUAq5tgY0agF1NLq-UCd-HoSJ8GY',
  sharedAesKeyHex: '97c3f1358674271c256d0f1e99d269cbec959e84f604441c1c28b11018fbd20c',
  tipSeedHex: '62e0e0554d6cfadf07cf3876cfbfb15097e5b69089ca6d519e1eaf4ae0ba0f35',
  tipPublicHex: 'ed3df775aa21b95c3939ff392f07ad969ce027430fc10a05b7ba0188ca16e37c',
} as const;

/** 12.2; wrapping is randomised, so `pinToken` is compared unwrapped. */
export const RSA_SESSION = {
  userId: '15cdd615-4ac8-42fa-a871-2ab6f998c397',
  sessionId: '898184bb-bc57-467a-9f2a-ed39214cda18',
  sessionSecret:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1WOpYryNDMV3Vh3fRwbAV1BFrUoDadFdwET+j0d1LggJK3iJEg5dp2bsqEEel7mlm6PcX10UlZMnIxKyAFy/XKOzTlEB2gkfJx/tLvpgp+VCJI+2/+yZyLbrL3uB5cPyL41ePVmUBDHkyv+fxMZxcDgDlzqvd++h+OjPoS10xejS9QF3xKrxwHVp4D0GoCCpGICDicWSaWmdNJWhx46QOeQrYrY4yfLupxFeR6ZW9gQTkWq8CzjyD6MoJ9GP396LC2Yt1semxmhq4d1I18hjQ/aebMDI+QZIHGIouwJb56zsml/lV+D6XbaxNHMIF+bgoSyNtZqSmvKKF/UYkd2LAwIDAQAB',
  clientPrivatePkcs1DerBase64:
    'MIIEogIBAAKCAQEA1WOpYryNDMV3Vh3fRwbAV1BFrUoDadFdwET+j0d1LggJK3iJEg5dp2bsqEEel7mlm6PcX10UlZMnIxKyAFy/XKOzTlEB2gkfJx/tLvpgp+VCJI+2/+yZyLbrL3uB5cPyL41ePVmUBDHkyv+fxMZxcDgDlzqvd++h+OjPoS10xejS9QF3xKrxwHVp4D0GoCCpGICDicWSaWmdNJWhx46QOeQrYrY4yfLupxFeR6ZW9gQTkWq8CzjyD6MoJ9GP396LC2Yt1semxmhq4d1I18hjQ/aebMDI+QZIHGIouwJb56zsml/lV+D6XbaxNHMIF+bgoSyNtZqSmvKKF/UYkd2LAwIDAQABAoIBAFYnCB68iGgFG5KxudEnySUXXCJEFQ+2f1bepDX9wDIm/WjHH/Qhx68MD3U44VyZj+LAK/t2jZZ8FFuFM0eRKpOA5iYy73/zmdfGfJCwdrCij2tKeLRn9ojCTT7c6wt0aoXHWiqDzY5KBJjuzrb39Zm8i7qVb32JSsg/WoC05QX3pl0zi/mpv06fN6yv/IOkwb+pVU4NK3gc0W+mq/HhMB1qQCzJb6pGiSxt3J6CTEz+U5LyVJ40KuyIJPhYU5G30eRJo+VPzmyf51Tbts7YsqCtTqcMLuyJ1Mj4YaoGvNEasKqO82K/j2QMdMWiWtp9Tcn2fORrDs6yUnVKVmLmEgECgYEA+/jyPTCn05vQmqa63P27lfEOQJ6mFfEh8z1XYLCu2YPZni4WgPAte/rvg4FFziotC4TtbdzgJZX/+4BFUl3mb2/BQzFmDX9jb+C39oBLcuLggx1X11ByYqMh4SvkzfI9zPvMfBnIaTdTVNAxMJtkepz7KX+/FORPaIeJVcyuEQMCgYEA2MzV++e/oj6HigsV4FHNjFxJVLjMQWK+vZPg0f0rp3ULdc5J4qqC0Mmy/v/+VVJRlMzo+Y6QSNjyYBP9MF+Lx1/93kbblzFuVXIEDBII6ieMfSHhVRLRd0t3c2reTzs4kUapS/9ZJHy04rTKwovFOhzcpyYfB/0IT/6BxmLwfgECgYAZ7cw/r7oVdHtK7s1b4GBlVaD51VmR+HZd6XoMYSIdEAxc0rFOI2kK0Q/EoJDmXkC0ZsFoBMqsE3t8Df8UMsV7wixJFdRCn1FEOgO0Qg+Biwc/ds2LQqQCsnbSDQpGhx8E8QRh4OVWrnLMz3/AWL1GQNE3vAWVyMjDIO9o/N8MsQKBgAMvh1lrP1qf9pflr82bBh0w4fb3vDCdxdW9TYloYfLU+nUhsd49ySxOOm4azt7sFbzNAgNgv+gCIBWfVZIXZVNpqq5QdjuTg16IDV0sCqt+J0dTbx8z5pYNKtUsVdXuNdeUpTozp1is6G+IXo5bRWukLu3Z1ozkf/HE+J00qPoBAoGAFhbn57UqRp1ARHxU8ANDw3VHOAE9CIT3lmyGBBgIlqPbmtWLnPIVowPvNACTkW6f4XDfrFiQZLDd7lk9EhQKT7YP+wg7LUBKpXGucQRuUXaf4oBBc168AfwAdn4iC5TcN/qWznXLjhaBbF4iziHoZpj1jRBXVz2ZaFKoShLA6zg=',
  pinToken:
    'vFMUokDr6adfLEhRYbzWxBzbbNExnuFQPvhQFLdcUK1pnJiSNY7BKQu0kftnpGom6SZnhFZKx+7z651GpY+vXLZ2vl3k7H3ARopaDZQK9GKeAqnJyAHFYcgX3zme7vtgvIZJZrDSIxzwI7AIESSwWCiMGgjo7iGRK5U9iS0frIXtnuTUIVf3a56CHbDddp3sGmjxmOwEvU6Us7pp27AnlLY2zoAUtKziDBYAtLOuBTwIPLAWQATwmEICUWpS9fDZvLDQk1Ag/at40PcmIhOpBqYHZ8N2IM/cMUk9GVSKrXEuVtBzLhsIFfs5VQca7emEBCVk55G+kNTU+VToIrZf+w==',
  sessionAesKeyHex: 'dc7ff76eed2d21fadb7c469882c18435474fc64a43a4411c02bcde72de4d1cf3',
} as const;

/** What one encrypted member of a body contains, padding included in `plaintextHex`. */
export interface DecodedPin {
  readonly ivHex: string;
  readonly plaintextHex: string;
  readonly pinBytesHex: string;
  readonly unixSeconds: string;
  readonly iterator: string;
}

export interface Vector {
  readonly request: string;
  /** The exact text that was sent. */
  readonly body: string;
  /** By the names of the body's members. */
  readonly decoded: Readonly<Record<string, DecodedPin>>;
  readonly authorization?: string;
  readonly xRequestId?: string;
  readonly signedMessage?: string;
}

/** E1 to E5 belong to the Ed25519 session, R1 and R2 to the RSA session. */
export const VECTORS = {
  /** `pin.verify("482915")`, @mixin.dev/mixin-node-sdk 4.9.0 */
  e1: {
    request: 'POST /pin/verify',
    body: '{"pin":"xbFoNV-AX1m8HInkxt4YNGXVRvnj43EdTgv-xwlwuYAWovU8Sb2RkITeZShsZxMC"}',
    decoded: {
      pin: {
        ivHex: 'c5b168355f805f59bc1c89e4c6de1834',
        plaintextHex: '343832393135546a006b00000000007baaa72fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '343832393135',
        unixSeconds: '1795189332',
        iterator: '1795189332020722432',
      },
    },
  },
  /** `pin.update("482915","030576")`, @mixin.dev/mixin-node-sdk 6.1.1 */
  e2: {
    request: 'POST /pin/update',
    body: '{"old_pin_base64":"6-SoM1eo800QTcf1j3S1YBhHe7aiwM9gEdd3HvgEvVDb6FjkUObHtj-Cuyx4ne5l","pin_base64":"IN2FliWhlZFXCtvYeBE4Jx9oKT87i8uIEdT3-bi3wh9abj6jozvO6muX67KbIYeZ"}',
    decoded: {
      old_pin_base64: {
        ivHex: 'ebe4a83357a8f34d104dc7f58f74b560',
        plaintextHex: '343832393135546a006b0000000000f869ad2fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '343832393135',
        unixSeconds: '1795189332',
        iterator: '1795189332117157888',
      },
      pin_base64: {
        ivHex: '20dd859625a19591570adbd878113827',
        plaintextHex: '303330353736546a006b0000000000841eaf2fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '303330353736',
        unixSeconds: '1795189332',
        iterator: '1795189332145767424',
      },
    },
  },
  /** `pin.verify("030576")`, @mixin.dev/mixin-node-sdk 7.5.5 (server_public_key keystore) */
  e3: {
    request: 'POST /pin/verify',
    body: '{"pin":"aGrGMAUYnjP8tp9dXsLC9FOftC_JHqPB0iKfuxyKWPg0ofxn4weyI-k7usqp8YGh"}',
    decoded: {
      pin: {
        ivHex: '686ac63005189e33fcb69f5d5ec2c2f4',
        plaintextHex: '030576546a006b0000000000ccc4b12fcbe9180d0d0d0d0d0d0d0d0d0d0d0d0d',
        pinBytesHex: '030576',
        unixSeconds: '1795189332',
        iterator: '1795189332190219264',
      },
    },
    authorization:
      'eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJ1aWQiOiI4YzY4ZDRjNi00MmEyLTRjYTItODMzZS02NGIxZDYzODcxYmYiLCJzaWQiOiIwMzU5MzFkYi04YTBlLTQzNDItOTM0OC05MTQ3MjgzNWMxODYiLCJpYXQiOjE3OTUxODkzMzIsImV4cCI6MTc5NTE5MjkzMiwianRpIjoiMmMwZmU0MjEtMDI2Mi00YTI5LWJlODgtZTcxYzY1Mjg5YjEzIiwic2lnIjoiNWMzY2Q5NmNmNDFiNjJiYTBkMmI3MWZhNWUyMmM3OGIyNGFiODdkNmY3YmEzNDVlZTk1MjgxZTI5ZjcxZGFiNiIsInNjcCI6IkZVTEwifQ.5EDsQeN5Mz_UmBKkUjV7v4VN83KgKENE58GgxXVJkUDV2XLtpBxVUTLf91ZN7mbEikMUoism4guP09E9qKflBQ',
    xRequestId: '2c0fe421-0262-4a29-be88-e71c65289b13',
  },
  /** `pin.updateTipPin("030576", tip_public_hex, 1)`, @mixin.dev/mixin-node-sdk 7.5.5 */
  e4: {
    request: 'POST /pin/update',
    body: '{"old_pin_base64":"qz8jWZBwmFMTwmYuvydkQNERh51iUwkVmT0IGs0yxzn_E7eO4D4t_v9ZEQ3xdUDq","pin_base64":"vNWr9i4F2ab5NH857W0lAosUaK-EiNm0G-XZoAWOqtQiIZ-e0BLz4r041UPduzRM2evpRdKarUa55K8_x3VfS5oc1j0bYmTx-9x4u_XHymk"}',
    decoded: {
      old_pin_base64: {
        ivHex: 'ab3f23599070985313c2662ebf276440',
        plaintextHex: '030576546a006b0000000000376cb52fcbe9180d0d0d0d0d0d0d0d0d0d0d0d0d',
        pinBytesHex: '030576',
        unixSeconds: '1795189332',
        iterator: '1795189332251522816',
      },
      pin_base64: {
        ivHex: 'bcd5abf62e05d9a6f9347f39ed6d2502',
        plaintextHex:
          'ed3df775aa21b95c3939ff392f07ad969ce027430fc10a05b7ba0188ca16e37c0000000000000001546a006b0000000000d5a0b52fcbe9180808080808080808',
        pinBytesHex:
          'ed3df775aa21b95c3939ff392f07ad969ce027430fc10a05b7ba0188ca16e37c0000000000000001',
        unixSeconds: '1795189332',
        iterator: '1795189332254971136',
      },
    },
  },
  /** `pin.verifyTipPin(tip_seed_hex)`, @mixin.dev/mixin-node-sdk 7.5.5 */
  e5: {
    request: 'POST /pin/verify',
    body: '{"pin_base64":"5pghw6UqQe0LVMpsAnKwSMcR9KDoSuGrcIvmZEmGB9IfTovpIGaiMjNU35evTjS1RCMHjiMDmTSJD4DzGVyKDxHdy8PkrNfdPHcbckGaoWNfNGg7gkIqPXkmG6j8t0zi7mTpHlkSUIZNOwxa-kolCg","timestamp":1795189332265012500}',
    decoded: {
      pin_base64: {
        ivHex: 'e69821c3a52a41ed0b54ca6c0272b048',
        plaintextHex:
          '669f67cab404cf64d4d247ba5b2a8027705e174708b5e28ae465866f12abb97b72b3934acb8570f4eb3d23686fd1867394ea57e0fe042de45a3cd74fe23e7203546a006b0000000000af55b62fcbe91810101010101010101010101010101010',
        pinBytesHex:
          '669f67cab404cf64d4d247ba5b2a8027705e174708b5e28ae465866f12abb97b72b3934acb8570f4eb3d23686fd1867394ea57e0fe042de45a3cd74fe23e7203',
        unixSeconds: '1795189332',
        iterator: '1795189332266823424',
      },
    },
    signedMessage: 'TIP:VERIFY:00000000000001795189332265012500',
  },
  /** `modifyPin("030576","482915")`, mixin-node-sdk 3.1.16 */
  r1: {
    request: 'POST /pin/update',
    body: '{"old_pin":"zvx0SrenemEM069GGv2EZ9vFj4siMcRcC8tOtIo24gXzeZvZogXx4SsF+MfFT/za","pin":"5HWQwGpkCJrJT7SZIj9IbXoMSUY2ALtF1L4xw0hq1/2RyAa+NFjKL2H4bw3weB+2"}',
    decoded: {
      old_pin: {
        ivHex: 'cefc744ab7a77a610cd3af461afd8467',
        plaintextHex: '343832393135546a006b0000000000da6cc52fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '343832393135',
        unixSeconds: '1795189332',
        iterator: '1795189332520000000',
      },
      pin: {
        ivHex: 'e47590c06a64089ac94fb499223f486d',
        plaintextHex: '303330353736546a006b000000000035bec22fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '303330353736',
        unixSeconds: '1795189332',
        iterator: '1795189332475000064',
      },
    },
  },
  /** `pin_update({old_pin:"482915",pin:"030576"})`, mixin-node-sdk 1.4.0 */
  r2: {
    request: 'POST /pin/update',
    body: '{"old_pin":"vjJ4SrX/y5ETf7X0TwNV3PxBbxu4peFi8/ogWH1LYf0SPq6pWVy6TsE4k4HdN3fg","pin":"2LePCnSUq1velWpLAFnsE+WAP1H+iX0wCNAuHxIU53tOfuaBfN8EAH8vyb19sQur"}',
    decoded: {
      old_pin: {
        ivHex: 'be32784ab5ffcb91137fb5f44f0355dc',
        plaintextHex: '343832393135546a006b0000000000d040ca2fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '343832393135',
        unixSeconds: '1795189332',
        iterator: '1795189332600999936',
      },
      pin: {
        ivHex: 'd8b78f0a7494ab5bde956a4b0059ec13',
        plaintextHex: '303330353736546a006b0000000000afc1cc2fcbe9180a0a0a0a0a0a0a0a0a0a',
        pinBytesHex: '303330353736',
        unixSeconds: '1795189332',
        iterator: '1795189332643000064',
      },
    },
  },
} as const satisfies Record<string, Vector>;
