{{- define "argus.name" -}}
{{- printf "%s" (ternary .Release.Name (printf "%s-argus" .Release.Name) (contains "argus" .Release.Name)) | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "argus.labels" -}}
app.kubernetes.io/name: argus
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "argus.selector" -}}
app.kubernetes.io/name: argus
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "argus.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "argus.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "argus.name" .) }}
{{- else -}}
{{ .Values.serviceAccount.name | default "default" }}
{{- end -}}
{{- end }}

{{- /* What tells this build of the workers from others. */ -}}
{{- define "argus.build" -}}
{{- .Values.versioning.build | default (.Values.image.digest | trimPrefix "sha256:" | trunc 12) | default .Values.image.tag | default .Chart.AppVersion -}}
{{- end }}

{{- /* The Deployment of workers: with versions, each build has its own, which stays until somebody deletes it. */ -}}
{{- define "argus.worker" -}}
{{- $root := .root -}}
{{- include "argus.name" $root }}-{{ .role }}{{ if $root.Values.versioning.enabled }}-{{ include "argus.build" $root | lower | replace "." "-" | replace "_" "-" | replace "+" "-" | trunc 20 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- /* What every pod has. */ -}}
{{- define "argus.pod" -}}
serviceAccountName: {{ include "argus.serviceAccount" . }}
automountServiceAccountToken: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
volumes:
  - name: tmp
    emptyDir: {}
{{- end }}

{{- /* What every container has. */ -}}
{{- define "argus.container" -}}
image: {{ include "argus.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
envFrom:
  - configMapRef: { name: {{ include "argus.name" . }} }
  - secretRef: { name: {{ required "existingSecret has to name the Secret with the credentials" .Values.existingSecret }} }
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
volumeMounts:
  - { name: tmp, mountPath: /tmp }
{{- end }}

{{- /* The Deployment of a role: dict "root" $ "role" name "main" file "values" values "env" list, and of workers "name" name "build" build */ -}}
{{- define "argus.deployment" -}}
{{- $root := .root -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name | default (printf "%s-%s" (include "argus.name" $root) .role) }}
  labels: {{- include "argus.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
    {{- with .build }}
    argus/build: {{ . | quote }}
    {{- end }}
  {{- if .build }}
  annotations:
    # Batches that this build began are finished by it after an upgrade, too.
    helm.sh/resource-policy: keep
  {{- end }}
spec:
  {{- if not .scaled }}
  replicas: {{ .values.replicas }}
  {{- end }}
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  selector:
    matchLabels: {{- include "argus.selector" $root | nindent 6 }}
      app.kubernetes.io/component: {{ .role }}
      {{- with .build }}
      argus/build: {{ . | quote }}
      {{- end }}
  template:
    metadata:
      labels: {{- include "argus.labels" $root | nindent 8 }}
        app.kubernetes.io/component: {{ .role }}
        {{- with .build }}
        argus/build: {{ . | quote }}
        {{- end }}
      annotations:
        # Another configuration is another pod.
        checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
    spec:
      {{- include "argus.pod" $root | nindent 6 }}
      terminationGracePeriodSeconds: {{ add (int $root.Values.config.SHUTDOWN_GRACE_SECONDS) 15 }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "argus.selector" $root | nindent 14 }}
              app.kubernetes.io/component: {{ .role }}
      containers:
        - name: {{ .role }}
          command: [node, {{ .main }}]
          {{- include "argus.container" $root | nindent 10 }}
          {{- $env := .env | default list }}
          {{- with .build }}
          {{- $env = append $env (dict "name" "TEMPORAL_WORKER_BUILD_ID" "value" .) }}
          {{- end }}
          {{- with $env }}
          env: {{- toYaml . | nindent 12 }}
          {{- end }}
          ports:
            {{- if .http }}
            - { name: http, containerPort: 8080 }
            {{- end }}
            - { name: metrics, containerPort: 9464 }
          startupProbe:
            httpGet: { path: /healthz, port: {{ .http | ternary "http" "metrics" }} }
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /healthz, port: {{ .http | ternary "http" "metrics" }} }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /readyz, port: {{ .http | ternary "http" "metrics" }} }
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 3
          resources: {{- toYaml .values.resources | nindent 12 }}
{{- end }}
