BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE board (
	guild_id BIGINT NOT NULL, 
	channel_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	shown VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_board PRIMARY KEY (guild_id)
);
INSERT INTO "board" VALUES(100,9,77,'0a1b');
CREATE TABLE draft (
	guild_id BIGINT NOT NULL, 
	author_id BIGINT NOT NULL, 
	about VARCHAR(64) NOT NULL, 
	parent BIGINT NOT NULL, 
	fields JSON NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (guild_id, author_id, about)
);
INSERT INTO "draft" VALUES(100,1,'faq:tea',0,'{"answer": "Typed."}','2026-11-24 12:00:00.000000');
CREATE TABLE faq_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild_id BIGINT NOT NULL, 
	"key" VARCHAR(55) NOT NULL, 
	parent BIGINT NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	body TEXT, 
	batch VARCHAR(64) NOT NULL, 
	request VARCHAR(64) NOT NULL, 
	actor_id BIGINT, 
	reason TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT uq_faq_change_guild_id_key_parent UNIQUE (guild_id, "key", parent), 
	CONSTRAINT uq_faq_change_guild_id_request_key UNIQUE (guild_id, request, "key")
);
INSERT INTO "faq_change" VALUES(1,100,'faq:phd-needed',0,'write','---
title: PhD
summary: The PhD is one of them.
asks:
- do i need a phd for ml jobs
reviewed: 2026-11-01
review_every: 90
sources:
- title: USCIS, H-1B Specialty Occupations
  url: https://www.uscis.gov/h-1b
  checked: 2026-10-07
  trust: official-relayed
question: Do I need a PhD?
topics:
- general
---
','b405ed8d57361a14','r1',1,'asked','2026-11-24 12:00:00.000000');
INSERT INTO "faq_change" VALUES(2,100,'faq:phd-needed',1,'write','---
title: PhD
summary: The PhD is one of them.
asks:
- do i need a phd for ml jobs
reviewed: 2026-11-01
review_every: 90
sources:
- title: USCIS, H-1B Specialty Occupations
  url: https://www.uscis.gov/h-1b
  checked: 2026-10-07
  trust: official-relayed
question: Do I need a PhD?
topics:
- general
---

More of ours.
','6280fa692d6936bc','r2',1,'asked','2026-11-24 12:00:00.000000');
INSERT INTO "faq_change" VALUES(3,100,'visa:l-1',0,'hide',NULL,'46009a4e53b56f23','r3',1,'asked','2026-11-24 12:00:00.000000');
INSERT INTO "faq_change" VALUES(4,200,'visa:h-1b',0,'write','---
title: H-1B visa
featured: true
summary: The H-1B is the main US work visa for specialty jobs.
aliases:
- h1b
- h-1b visa
asks:
  overview:
  - what is the h1b visa
  - explain h1b
  duration:
  - how long does h1b last
  - how many years can i stay on h1b
  cost:
  - h1b premium processing cost
  - how much is the h1b fee
not:
- what is h1b1
twins:
- visa:h-1b1
related:
- visa:o-1a
- faq:bring-family
reviewed: 2026-11-01
review_every: 90
sources:
- title: USCIS, H-1B Specialty Occupations
  url: https://www.uscis.gov/h-1b
  checked: 2026-10-07
  trust: official-relayed
  sections:
  - overview
  - duration
- title: A law firm on fees
  url: https://law.example/fees
  checked: 2026-10-07
  trust: background
  sections:
  - cost
facts:
  longest:
    value: 6
    unit: years
    text: six years
    source: https://www.uscis.gov/h-1b
    as_of: 2026-10-07
  old-limit:
    value: 5
    unit: years
    text: five years
    source: https://www.uscis.gov/h-1b
    as_of: 2026-10-07
    valid_until: 2026-11-23
code: H-1B
category: nonimmigrant
dual_intent: true
dependants: []
---

- An employer files it.

## duration

H-1B time is normally limited to {{longest}}.

- The first approval is for up to three years. The old limit was {{old-limit}}.
- Time abroad can be claimed back.

## cost

Premium processing of an H-1B petition costs {{fact:premium-fee}}.
','0385274028c4929b','r4',2,'asked','2026-11-24 12:00:00.000000');
CREATE TABLE forgetting (
	guild_id BIGINT NOT NULL, 
	CONSTRAINT pk_forgetting PRIMARY KEY (guild_id)
);
CREATE TABLE gap (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild_id BIGINT NOT NULL, 
	alike TEXT NOT NULL, 
	text TEXT NOT NULL, 
	askings INTEGER NOT NULL, 
	people INTEGER NOT NULL, 
	sent BOOLEAN NOT NULL, 
	shown BOOLEAN NOT NULL, 
	declined BOOLEAN NOT NULL, 
	secret BLOB, 
	first DATETIME NOT NULL, 
	last DATETIME NOT NULL, 
	CONSTRAINT uq_gap_guild_id_alike UNIQUE (guild_id, alike)
);
INSERT INTO "gap" VALUES(1,100,'zebra license','how do i get a zebra license',0,0,1,0,0,X'1672D9E2A315A2643D701E835CC7E85E','2026-11-24 12:00:00.000000','2026-11-24 12:00:00.000000');
CREATE TABLE gap_person (
	gap_id INTEGER NOT NULL, 
	hash BLOB NOT NULL, 
	CONSTRAINT pk_gap_person PRIMARY KEY (gap_id, hash), 
	CONSTRAINT fk_gap_person_gap_id FOREIGN KEY(gap_id) REFERENCES gap (id) ON DELETE CASCADE
);
CREATE TABLE gap_waiter (
	gap_id INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, locale VARCHAR(16), 
	CONSTRAINT pk_gap_waiter PRIMARY KEY (gap_id, user_id), 
	CONSTRAINT fk_gap_waiter_gap_id FOREIGN KEY(gap_id) REFERENCES gap (id) ON DELETE CASCADE
);
INSERT INTO "gap_waiter" VALUES(1,3,'hi');
CREATE TABLE guild_left (
	guild_id BIGINT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_guild_left PRIMARY KEY (guild_id)
);
CREATE TABLE guild_settings (
	guild_id BIGINT NOT NULL, 
	answer_channels JSON NOT NULL, 
	curator_role BIGINT, 
	inbox_channel BIGINT, 
	time_zone VARCHAR(64) NOT NULL, 
	second_look BOOLEAN NOT NULL, 
	CONSTRAINT pk_guild_settings PRIMARY KEY (guild_id)
);
INSERT INTO "guild_settings" VALUES(100,'[7]',8,9,'Europe/Berlin',1);
CREATE TABLE preference (
	user_id BIGINT NOT NULL, 
	plain BOOLEAN NOT NULL, 
	CONSTRAINT pk_preference PRIMARY KEY (user_id)
);
INSERT INTO "preference" VALUES(3,1);
CREATE TABLE report (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild_id BIGINT NOT NULL, 
	address VARCHAR(80) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	reasons JSON NOT NULL, 
	people INTEGER NOT NULL, 
	curator BOOLEAN NOT NULL, 
	secret BLOB, 
	first DATETIME NOT NULL, 
	CONSTRAINT uq_report_guild_id_address UNIQUE (guild_id, address)
);
INSERT INTO "report" VALUES(1,100,'visa:h-1b','0a1b2c3d','{"wrong": 1}',1,0,X'D27619614C8F0CD123E8ABF0D0FDE218','2026-11-24 12:00:00.000000');
CREATE TABLE report_person (
	report_id INTEGER NOT NULL, 
	hash BLOB NOT NULL, 
	CONSTRAINT pk_report_person PRIMARY KEY (report_id, hash), 
	CONSTRAINT fk_report_person_report_id FOREIGN KEY(report_id) REFERENCES report (id) ON DELETE CASCADE
);
INSERT INTO "report_person" VALUES(1,X'70A90922F932162F2453FEFF237A8045');
CREATE TABLE served (
	channel_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	guild_id BIGINT NOT NULL, 
	"key" VARCHAR(55) NOT NULL, 
	address VARCHAR(80) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, marked BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_served PRIMARY KEY (channel_id, message_id)
);
INSERT INTO "served" VALUES(7,78,100,'visa:h-1b','visa:h-1b','0a1b2c3d','2026-11-24 12:00:00.000000',0);
CREATE TABLE suggestion (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	guild_id BIGINT NOT NULL, 
	author_id BIGINT NOT NULL, 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	request VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT uq_suggestion_request UNIQUE (request)
);
INSERT INTO "suggestion" VALUES(1,100,3,'Where is a bakery?','','s1','2026-11-24 12:00:00.000000');
CREATE TABLE tally (
	guild_id BIGINT NOT NULL, 
	day DATE NOT NULL, 
	counter VARCHAR(16) NOT NULL, 
	"key" VARCHAR(55) NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_tally PRIMARY KEY (guild_id, day, counter, "key")
);
INSERT INTO "tally" VALUES(100,'2026-11-24','hit','visa:h-1b',1);
CREATE TABLE watch (
	id INTEGER NOT NULL, 
	user_id BIGINT NOT NULL, 
	guild_id BIGINT NOT NULL, 
	"key" VARCHAR(55) NOT NULL, 
	address VARCHAR(80) NOT NULL, 
	revision VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, said TEXT DEFAULT '' NOT NULL, closed BOOLEAN DEFAULT 0 NOT NULL, locale VARCHAR(16), 
	CONSTRAINT pk_watch PRIMARY KEY (id), 
	CONSTRAINT uq_watch_user_id_guild_id_address UNIQUE (user_id, guild_id, address)
);
INSERT INTO "watch" VALUES(1,3,100,'visa:h-1b','visa:h-1b/cost','0a1b2c3d','2026-11-24 12:00:00.000000','It costs.',0,NULL);
CREATE INDEX ix_faq_change_actor_id ON faq_change (actor_id);
CREATE INDEX ix_faq_change_guild_id_batch ON faq_change (guild_id, batch);
CREATE INDEX ix_gap_first ON gap (first);
CREATE INDEX ix_gap_guild_id_askings ON gap (guild_id, askings);
CREATE INDEX ix_gap_waiter_user_id ON gap_waiter (user_id);
CREATE INDEX ix_suggestion_author_id ON suggestion (author_id);
CREATE INDEX ix_suggestion_guild_id ON suggestion (guild_id);
CREATE INDEX ix_watch_guild_id_key ON watch (guild_id, "key");
CREATE INDEX ix_served_at ON served (at);
CREATE INDEX ix_served_guild_id_key_at ON served (guild_id, "key", at);
CREATE TRIGGER faq_change_only_grows BEFORE UPDATE ON faq_change
    WHEN NEW.actor_id IS NOT NULL
        OR NEW.id IS NOT OLD.id
        OR NEW.guild_id IS NOT OLD.guild_id
        OR NEW.key IS NOT OLD.key
        OR NEW.parent IS NOT OLD.parent
        OR NEW.kind IS NOT OLD.kind
        OR NEW.body IS NOT OLD.body
        OR NEW.batch IS NOT OLD.batch
        OR NEW.request IS NOT OLD.request
        OR NEW.reason IS NOT OLD.reason
        OR NEW.at IS NOT OLD.at
    BEGIN SELECT RAISE(ABORT, 'a change may only lose its actor'); END;
CREATE TRIGGER faq_change_stays BEFORE DELETE ON faq_change
    WHEN NOT EXISTS (SELECT 1 FROM forgetting WHERE guild_id = OLD.guild_id)
    BEGIN SELECT RAISE(ABORT, 'a change may only go with its server'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('faq_change',4);
INSERT INTO "sqlite_sequence" VALUES('gap',4);
INSERT INTO "sqlite_sequence" VALUES('suggestion',1);
INSERT INTO "sqlite_sequence" VALUES('report',1);
COMMIT;
