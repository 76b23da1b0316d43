using System.IO.Compression;
using Nameward.Engine.Rollups;

namespace Nameward.Store.Sqlite;

/// <summary>Rollup blocks by id, as opaque bytes, packed (zlib, RFC 1950) to some third and cut into parts.</summary>
sealed class SqliteRollupHistory(SqliteLink link) : IRollupHistory
{
    const string Find = "SELECT count(*) FROM rollups WHERE sensor = $1 AND epoch = $2 AND sequence = $3";

    const string Insert = """
        INSERT INTO rollups (sensor, epoch, sequence, from_day, to_day, bytes, packed, set_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    const string Select = """
        SELECT sensor, epoch, sequence, from_day, to_day, bytes, set_id FROM rollups WHERE from_day <= $2 AND to_day >= $1 ORDER BY sensor, epoch, sequence
        """;

    const string DeletePieces = "DELETE FROM piece WHERE set_id IN (SELECT set_id FROM rollups WHERE to_day < $1 AND to_day > 0)";
    const string Delete = "DELETE FROM rollups WHERE to_day < $1 AND to_day > 0";

    /// <inheritdoc/>
    public bool Append(RollupBlock block)
    {
        var isNew = false;
        link.Write(() =>
        {
            var sensor = block.Id.Sensor.ToByteArray(bigEndian: true);
            isNew = link.Number(Find, sensor, block.Id.Epoch, block.Id.Sequence) == 0;
            if (isNew)
            {
                var packed = Pack(block.Bytes.Span);
                link.Run(Insert, sensor, block.Id.Epoch, block.Id.Sequence, block.From.DayNumber, block.To.DayNumber, block.Bytes.Length, packed.Length, Pieces.Put(link, packed));
            }
        });
        return isNew;
    }

    /// <inheritdoc/>
    public IEnumerable<RollupBlock> Read(DateOnly from, DateOnly to)
    {
        var rows = link.Rows(Select, row => (Id: new BlockId(new(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetInt64(1), row.GetInt64(2)),
            From: DateOnly.FromDayNumber(row.GetInt32(3)), To: DateOnly.FromDayNumber(row.GetInt32(4)), Length: row.GetInt32(5), Set: row.GetInt64(6)), from.DayNumber, to.DayNumber);
        foreach (var row in rows)
        {
            yield return new(row.Id, row.From, row.To, Bytes(row.Set, row.Length));
        }
    }

    /// <inheritdoc/>
    public int Forget(DateOnly before)
    {
        var count = 0;
        link.Write(() =>
        {
            link.Run(DeletePieces, before.DayNumber);
            count = link.Run(Delete, before.DayNumber);
        });
        return count;
    }

    static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(bytes);
        }
        return packed.ToArray();
    }

    byte[] Bytes(long set, int length)
    {
        byte[] bytes = [];
        link.Guard(() => bytes = Unpack(Pieces.Get(link, set), length));
        return bytes;
    }

    static byte[] Unpack(byte[] packed, int length)
    {
        var bytes = new byte[length];
        using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        return zlib.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length && zlib.ReadByte() < 0
            ? bytes
            : throw new InvalidDataException("a block of rollups is not as long as it should be");
    }
}
