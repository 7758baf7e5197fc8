/**
 * What well-known programs post to the hooks of other chat services, field by field as their sources make it (the values are ours), with what
 * is to be read of it here. A field that is empty there and is left out then is not here either.
 */
export const senders = {
  /** prometheus/alertmanager, `request` and `attachment` in notify/slack: what has no `omitempty` is sent empty. */
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
  /** grafana/alerting, receivers/slack/v1/slack.go, for an incoming webhook: whom to call is said in `pretext`, an image by its address. */
  grafana: {
    type: 'application/json',
    sent: {
      channel: '#alerts',
      username: 'Grafana',
      icon_emoji: ':fire:',
      attachments: [
        {
          title: '[FIRING:1] Latency (p99)',
          title_link: 'https://grafana.example/alerting/grafana/p99/view',
          text: '**Firing**\n\nValue: A=1.7\nLabels:\n - alertname = Latency\nSource: https://grafana.example/d/1?a=1&b=2\n',
          image_url: 'https://grafana.example/public/img/attachments/p99.png',
          fallback: '[FIRING:1] Latency (p99)',
          footer: 'Grafana v11.3.0',
          footer_icon: 'https://grafana.com/static/assets/img/fav32.png',
          color: '#D63232',
          ts: 1_733_000_000,
          pretext: '<!here|here> <@U024BE7LH>',
          mrkdwn_in: ['pretext'],
        },
      ],
    },
    said: [
      '@here @U024BE7LH',
      '[FIRING:1] Latency (p99) (https://grafana.example/alerting/grafana/p99/view)',
      '**Firing**\n\nValue: A=1.7\nLabels:\n - alertname = Latency\nSource: https://grafana.example/d/1?a=1&b=2',
      'https://grafana.example/public/img/attachments/p99.png',
      'Grafana v11.3.0',
    ],
  },
  /**
   * gitlabhq/gitlabhq, app/models/integrations/chat_message/pipeline_message.rb of a pipeline that failed, sent by
   * app/models/concerns/integrations/slack_mattermost_notifier.rb through slack-notifier/slack-notifier, lib/slack-notifier.rb: as a form.
   */
  gitlab: {
    type: 'form',
    sent: {
      channel: '#builds',
      username: 'GitLab',
      attachments: [
        {
          fallback:
            '<https://gitlab.example/diaspora|Diaspora>: Pipeline <https://gitlab.example/diaspora/-/pipelines/31/failures|#31> of branch <https://gitlab.example/diaspora/-/commits/main|main> by Kim (kim) has failed in 00:24',
          color: 'danger',
          author_name: 'Kim (kim)',
          author_icon: 'https://gitlab.example/uploads/-/system/user/avatar/7/avatar.png',
          author_link: 'https://gitlab.example/kim',
          title: 'Pipeline #31 has failed in 00:24',
          title_link: 'https://gitlab.example/diaspora/-/pipelines/31/failures',
          fields: [
            { title: 'Branch', value: '<https://gitlab.example/diaspora/-/commits/main|main>', short: true },
            {
              title: 'Commit',
              value: '<https://gitlab.example/diaspora/-/commit/97de212e|Tidy the head>',
              short: true,
            },
            {
              title: 'Failed stage',
              value: '<https://gitlab.example/diaspora/-/pipelines/31/failures|test>',
              short: true,
            },
            {
              title: 'Failed jobs',
              value:
                '<https://gitlab.example/diaspora/-/jobs/901|rspec>, <https://gitlab.example/diaspora/-/jobs/902|lint>',
              short: true,
            },
          ],
          footer: 'Diaspora',
          footer_icon: null,
          ts: 1_733_000_000,
        },
      ],
      fallback: 'Diaspora: Pipeline #31 of branch main by Kim (kim) has failed in 00:24',
      text: '',
    },
    said: [
      'Kim (kim) (https://gitlab.example/kim)',
      'Pipeline #31 has failed in 00:24 (https://gitlab.example/diaspora/-/pipelines/31/failures)',
      'Branch: main (https://gitlab.example/diaspora/-/commits/main)',
      'Commit: Tidy the head (https://gitlab.example/diaspora/-/commit/97de212e)',
      'Failed stage: test (https://gitlab.example/diaspora/-/pipelines/31/failures)',
      'Failed jobs: rspec (https://gitlab.example/diaspora/-/jobs/901), lint (https://gitlab.example/diaspora/-/jobs/902)',
      'Diaspora',
    ],
  },
  /**
   * jenkinsci/slack-plugin, StandardSlackService.java and SlackMessageRequest.java in src/main/java/jenkins/plugins/slack: all that it says is the
   * value of one field that has no title.
   */
  jenkins: {
    type: 'form',
    sent: {
      channel: '#builds',
      attachments: [
        {
          fallback: 'site - #512 Back to normal after 3 min (<https://ci.example/job/site/512/|Open>)',
          color: 'good',
          fields: [
            {
              short: false,
              value: 'site - #512 Back to normal after 3 min (<https://ci.example/job/site/512/|Open>)',
            },
          ],
          mrkdwn_in: ['pretext', 'text', 'fields'],
        },
      ],
      link_names: '1',
      unfurl_links: 'true',
      unfurl_media: 'true',
    },
    said: ['site - #512 Back to normal after 3 min (Open (https://ci.example/job/site/512/))'],
  },
} as const;
