# The pins are a part of those that the tests run with, so that what was tested is what runs.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /opt/peernet \
    && /opt/peernet/bin/python -m pip install --require-hashes -r requirements.txt
COPY . ./
RUN /opt/peernet/bin/python -m build --wheel --no-isolation --outdir dist . \
    && /opt/peernet/bin/python -m pip install --no-deps --no-index dist/peernet-*.whl

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 peernet \
    && useradd --system --uid 10001 --gid peernet --home-dir /var/lib/peernet --shell /usr/sbin/nologin peernet \
    && install -d -o peernet -g peernet -m 0700 /var/lib/peernet
COPY --from=build /opt/peernet /opt/peernet
ENV PATH=/opt/peernet/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PEERNET_HOST=0.0.0.0 PEERNET_PORT=8000 PEERNET_DATA=/var/lib/peernet
USER 10001:10001
WORKDIR /var/lib/peernet
VOLUME /var/lib/peernet
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f\"http://127.0.0.1:{os.environ['PEERNET_PORT']}/health\", timeout=4)"]
CMD ["peernet", "serve"]
