{{- /* The pod, the same with either database; `data` is a volume of it or of the stateful set. */ -}}
{{- define "pintumbler.pod" -}}
metadata:
  labels:
    {{- include "pintumbler.labels" . | nindent 4 }}
  {{- with .Values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  automountServiceAccountToken: false
  terminationGracePeriodSeconds: 30
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 1000
    runAsGroup: 1000
    fsGroup: 1000
    seccompProfile:
      type: RuntimeDefault
  # Kubernetes mounts secrets readable by a group, and the server refuses a keyring that others can read, and a
  # folder that others can write to, as the mount itself is.
  initContainers:
    - name: keyring
      image: {{ include "pintumbler.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      command: ["install", "-D", "-m", "0600", "/secret/keyring.json", "/keys/own/keyring.json"]
      securityContext: &rights
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: ["ALL"]
      volumeMounts:
        - { name: keyring, mountPath: /secret, readOnly: true }
        - { name: keys, mountPath: /keys }
  containers:
    - name: pintumbler
      image: {{ include "pintumbler.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext: *rights
      env:
        - { name: PINTUMBLER_HOST, value: "0.0.0.0" }
        # Below the mount, which belongs to the group: the server makes it for itself alone.
        - { name: PINTUMBLER_DATA_DIR, value: /var/lib/pintumbler/data }
        - { name: PINTUMBLER_KEYRING, value: /keys/own/keyring.json }
        # The keys are mounted to be read only. With PostgreSQL it goes with the pod: a new pod takes the database as it is.
        - { name: PINTUMBLER_EPOCH_FILE, value: /var/lib/pintumbler/keyring.epoch }
        - { name: PINTUMBLER_ADMIN_KEY_FILE, value: /admin/admin.key }
        - { name: PINTUMBLER_PAD_URL, value: {{ .Values.pad.url | quote }} }
        - { name: PINTUMBLER_LOG_LEVEL, value: {{ .Values.logLevel | quote }} }
        - { name: PINTUMBLER_HASH_PLACES, value: {{ .Values.hashPlaces | quote }} }
        {{- with .Values.trustedProxies }}
        - { name: PINTUMBLER_TRUSTED_PROXIES, value: {{ join "," . | quote }} }
        {{- end }}
        {{- with .Values.webhookNetworks }}
        - { name: PINTUMBLER_WEBHOOK_NETWORKS, value: {{ join "," . | quote }} }
        {{- end }}
        {{- if eq .Values.database.kind "postgres" }}
        - { name: PINTUMBLER_DATABASE_CONNECTIONS, value: {{ .Values.database.connections | quote }} }
        - name: PINTUMBLER_DATABASE_URL
          valueFrom:
            secretKeyRef: { name: {{ .Values.database.urlSecret.name }}, key: {{ .Values.database.urlSecret.key }} }
        {{- end }}
        {{- range $name, $value := .Values.settings }}
        - { name: {{ $name }}, value: {{ $value | quote }} }
        {{- end }}
        {{- range $name, $secret := .Values.secretSettings }}
        - name: {{ $name }}
          valueFrom:
            secretKeyRef: { name: {{ $secret.name }}, key: {{ $secret.key }} }
        {{- end }}
      ports:
        - { name: api, containerPort: 8080 }
        - { name: pad, containerPort: 8081 }
      startupProbe:
        httpGet: { path: /health/live, port: api }
        periodSeconds: 2
        failureThreshold: 300
      livenessProbe:
        httpGet: { path: /health/live, port: api }
      readinessProbe:
        httpGet: { path: /health/ready, port: api }
        periodSeconds: 5
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - { name: data, mountPath: /var/lib/pintumbler }
        - { name: keys, mountPath: /keys, readOnly: true }
        - { name: admin, mountPath: /admin, readOnly: true }
        - { name: tmp, mountPath: /tmp }
  volumes:
    - name: keyring
      secret:
        secretName: {{ .Values.keyring.secret.name }}
        defaultMode: 0440
        items:
          - { key: {{ .Values.keyring.secret.key }}, path: keyring.json }
    - name: admin
      secret:
        secretName: {{ .Values.adminKey.secret.name }}
        defaultMode: 0440
        items:
          - { key: {{ .Values.adminKey.secret.key }}, path: admin.key }
    # In memory: the keys are on no disk of the node.
    - name: keys
      emptyDir: { medium: Memory, sizeLimit: 1Mi }
    - name: tmp
      emptyDir: { sizeLimit: 64Mi }
    {{- if eq .Values.database.kind "postgres" }}
    - name: data
      emptyDir: { sizeLimit: 16Mi }
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
