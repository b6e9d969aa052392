FROM python:3.13-slim AS build
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.lock .
RUN /venv/bin/pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
RUN /venv/bin/pip install --no-deps --no-build-isolation . \
    && /venv/bin/pip uninstall --yes flit_core \
    # Bytecode is compiled here, since the user who runs it may not write.
    && /venv/bin/python -m compileall -q -j 0 /venv

FROM python:3.13-slim
RUN useradd --system --no-create-home --uid 10001 almanac \
    && install --directory --owner almanac /data
COPY --from=build /venv /venv
COPY knowledge /knowledge
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    ALMANAC_KNOWLEDGE=/knowledge
# Learning what the base's questions mean takes a minute, which no start of a container should.
RUN ALMANAC_DATA=/learned almanac kb learn
ENV ALMANAC_DATA=/data ALMANAC_LEARNED=/learned
USER almanac
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-m", "bot.ops.probe"]
# A stop that comes while Python starts would be dropped, since this is process 1: held back, it
# waits until Almanac takes it (bot/stopping.py).
ENTRYPOINT ["env", "--block-signal=TERM", "--block-signal=INT", "almanac"]
CMD ["run"]
