-- Makes the data one where each of 10,000 posts has 100 comments, whose rows lie scattered; see README.md. On a copy only.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
DELETE FROM posts WHERE id > 10000;
CREATE TEMP TABLE sample AS SELECT body, approved FROM comments LIMIT 1;
DELETE FROM comments;
INSERT INTO comments (id, post_id, author_id, body, approved)
WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < (SELECT COUNT(*) FROM posts) * 100 - 1)
SELECT n + 1, (n * 7919) % (SELECT COUNT(*) FROM posts) + 1, n % 1000 + 1, body, approved FROM numbers, sample;
ANALYZE;
