using System.Net;
using MaxMind.Db;
using Nameward.Engine;
using Nameward.Engine.Evidence;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.App.Settings;

/// <summary>
/// One database of places in the MaxMind DB format, version 2.0 (https://maxmind.github.io/MaxMind-DB/), held in memory. Publishers call the same by different names: those of GeoLite2,
/// DB-IP and IPinfo are known (<see cref="PlaceRecord"/>).
/// </summary>
sealed class PlaceFile
{
    /// <summary>The largest file that is taken for one; the largest that are published for nothing have a fourth of it.</summary>
    const long MostBytes = 512L << 20;

    /// <summary>Networks that are looked at to tell a database of places from another.</summary>
    const int MostLookedAt = 4096;

    const string Wanted = "name a database of autonomous systems or countries, as in GeoLite2-ASN.mmdb, dbip-country-lite.mmdb or ipinfo_lite.mmdb";

    readonly Reader _reader;

    PlaceFile(Reader reader, PlaceSource source) => (_reader, Source) = (reader, source);

    /// <summary>What the database says of itself.</summary>
    public PlaceSource Source { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asNamed">The file as a mistake names it.</param>
    /// <exception cref="UserError">It cannot be read, is damaged, or tells no places.</exception>
    public static PlaceFile Open(string path, string asNamed)
    {
        if (!File.Exists(path))
        {
            throw new UserError($"{asNamed}: {(Directory.Exists(path) ? "this is a folder" : "there is no such file")}", Directory.Exists(path) ? null : NearNames.MissingPath(path).Here, Wanted);
        }
        var (told, file) = (Telling.Damage, (PlaceFile?)null);
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw new UserError($"{asNamed}: larger than {MostBytes >> 20} MiB", null, Wanted);
            }
            Try(() =>
            {
                var reader = new Reader(path, FileAccessMode.Memory);
                told = reader.Metadata.BinaryFormatMajorVersion == 2 ? Tells(reader) : Telling.Damage;
                file = new(reader, new(HostileText.Text(Path.GetFileName(path)), HostileText.Text(reader.Metadata.DatabaseType), reader.Metadata.BuildDate));
            });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{asNamed}: this user may not read the file", null, "give read access to it, or copy it");
        }
        return file is not null && told == Telling.Places ? file
            : throw new UserError($"{asNamed}: {(file is null || told == Telling.Damage ? "the database is damaged, or no MaxMind DB of version 2" : "the database tells neither autonomous systems nor countries")}", null, Wanted);
    }

    /// <summary>Where an address stands; null where the database says nothing of it, or its record is damaged.</summary>
    public Place? Of(Address address)
    {
        Place? place = null;
        Try(() => place = _reader.Find<Dictionary<string, object>>(IPAddress.Parse(address.ToString())) is { } record ? PlaceRecord.Read(record) : null);
        return place;
    }

    /// <summary>
    /// What the first networks of a database tell, from the lowest address on. A damaged record is passed over. Not by the package's own walk over all: a tree that joins again has more
    /// ways through than can be walked, and here each step ends.
    /// </summary>
    static Telling Tells(Reader reader)
    {
        var (bytes, at, told) = (new byte[reader.Metadata.IPVersion == 6 ? 16 : 4], UInt128.Zero, Telling.Nothing);
        for (var step = 0; step < MostLookedAt; step++)
        {
            Write(at, bytes);
            var length = 0;
            Dictionary<string, object>? record = null;
            if (!Try(() => record = reader.Find<Dictionary<string, object>>(new IPAddress(bytes), out length)))
            {
                told = Telling.Damage;
            }
            else if (record is not null && PlaceRecord.Read(record) is not null)
            {
                return Telling.Places;
            }
            var bits = 8 * bytes.Length - length;
            if (length <= 0 || (at >> bits) + 1 == UInt128.One << length)
            {
                break;
            }
            at = (at >> bits) + 1 << bits;
        }
        return told;
    }

    static void Write(UInt128 number, byte[] bytes)
    {
        for (var i = bytes.Length - 1; i >= 0; i--, number >>= 8)
        {
            bytes[i] = (byte)number;
        }
    }

    /// <summary>Asks the reader of the package (MaxMind.Db 5.2.0), which throws where bytes do not mean what they should: its own faults, and those of what it looks at unchecked.</summary>
    /// <returns>Whether nothing is damaged.</returns>
    static bool Try(Action ask)
    {
        try
        {
            ask();
            return true;
        }
        catch (Exception fault) when (fault is InvalidDatabaseException or DeserializationException or ArgumentException or InvalidOperationException or InvalidCastException
            or IndexOutOfRangeException or OverflowException or FormatException or KeyNotFoundException or NotSupportedException or OutOfMemoryException)
        {
            return false;
        }
    }

    enum Telling
    {
        Nothing,
        Places,
        Damage,
    }
}
