/** What well-known programs post to the hooks of other chat services, as their documentation shows it, with what is to be read of it here. */
export const senders = {
  alertmanager: {
    type: 'application/json',
    sent: {
      channel: '#alerts',
      username: 'Alertmanager',
      attachments: [
        {
          title: '[FIRING:1] DiskFull (web-3 critical)',
          title_link: 'https://alerts.example/#/alerts?receiver=chat',
          text: '',
          fallback: '[FIRING:1] DiskFull (web-3 critical) | https://alerts.example/#/alerts?receiver=chat',
          callback_id: '',
          footer: '',
          fields: [
            { title: 'Severity', value: 'critical', short: true },
            { title: 'Instance', value: 'web-3:9100', short: true },
          ],
          actions: [
            { type: 'button', text: 'Runbook', url: 'https://runbooks.example/disk-full' },
            { type: 'button', text: 'Silence', name: 'silence' },
          ],
          color: 'danger',
          mrkdwn_in: ['fallback', 'pretext', 'text'],
        },
      ],
    },
    said: [
      '[FIRING:1] DiskFull (web-3 critical) (https://alerts.example/#/alerts?receiver=chat)',
      'Severity: critical',
      'Instance: web-3:9100',
      'Runbook (https://runbooks.example/disk-full)',
    ],
  },
  grafana: {
    type: 'application/json',
    sent: {
      channel: '#alerts',
      username: 'Grafana',
      icon_emoji: ':fire:',
      text: '',
      attachments: [
        {
          title: '[FIRING:1] Latency (p99)',
          title_link: 'https://grafana.example/alerting/list',
          text: '**Firing**\n\nValue: A=1.7\nLabels:\n - alertname = Latency\nSource: <https://grafana.example/d/1?a=1&amp;b=2>',
          fallback: '[FIRING:1] Latency (p99)',
          fields: null,
          footer: 'Grafana v11.3.0',
          footer_icon: 'https://grafana.com/static/assets/img/fav32.png',
          color: '#D63232',
          ts: 1_733_000_000,
        },
      ],
    },
    said: [
      '[FIRING:1] Latency (p99) (https://grafana.example/alerting/list)',
      '**Firing**\n\nValue: A=1.7\nLabels:\n - alertname = Latency\nSource: https://grafana.example/d/1?a=1&b=2',
      'Grafana v11.3.0',
    ],
  },
  gitlab: {
    type: 'application/json',
    sent: {
      channel: '#builds',
      username: 'GitLab',
      text: '',
      attachments: [
        {
          fallback: 'Project Diaspora: Pipeline #31 of branch main by Kim (@kim) has passed in 00:24',
          color: 'good',
          author_name: 'Kim (@kim)',
          author_link: 'https://gitlab.example/kim',
          title: 'Pipeline #31 has passed in 00:24',
          title_link: 'https://gitlab.example/diaspora/-/pipelines/31',
          fields: [
            { title: 'Branch', value: '<https://gitlab.example/diaspora/commits/main|main>', short: true },
            {
              title: 'Commit',
              value: '<https://gitlab.example/diaspora/-/commit/97de212e|Fix &lt;head&gt;>',
              short: true,
            },
          ],
          footer: '<https://gitlab.example/diaspora|Diaspora>',
          ts: 1_733_000_000,
        },
      ],
    },
    said: [
      'Kim (@kim) (https://gitlab.example/kim)',
      'Pipeline #31 has passed in 00:24 (https://gitlab.example/diaspora/-/pipelines/31)',
      'Branch: main (https://gitlab.example/diaspora/commits/main)',
      'Commit: Fix <head> (https://gitlab.example/diaspora/-/commit/97de212e)',
      'Diaspora (https://gitlab.example/diaspora)',
    ],
  },
  jenkins: {
    type: 'form',
    sent: {
      channel: '#builds',
      attachments: [
        {
          fallback: 'site - #512 Back to normal after 3 min (<https://ci.example/job/site/512/|Open>)',
          color: '#36a64f',
          text: 'site - #512 Back to normal after 3 min (<https://ci.example/job/site/512/|Open>)',
          mrkdwn_in: ['pretext', 'text', 'fields'],
        },
      ],
    },
    said: ['site - #512 Back to normal after 3 min (Open (https://ci.example/job/site/512/))'],
  },
} as const;
