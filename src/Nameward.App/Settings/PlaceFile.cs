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

    /// <summary>Records that are looked at to tell a database of places from another.</summary>
    const int MostLookedAt = 1000;

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
        try
        {
            if (new FileInfo(path).Length > MostBytes)
            {
                throw new UserError($"{asNamed}: larger than {MostBytes >> 20} MiB", null, Wanted);
            }
            var reader = new Reader(path, FileAccessMode.Memory);
            var told = reader.Metadata.BinaryFormatMajorVersion == 2 ? Tells(reader) : Telling.Damage;
            return told == Telling.Places ? new(reader, new(HostileText.Text(Path.GetFileName(path)), HostileText.Text(reader.Metadata.DatabaseType), reader.Metadata.BuildDate))
                : throw new UserError(told == Telling.Damage ? $"{asNamed}: the database is damaged, or no MaxMind DB of version 2" : $"{asNamed}: the database tells neither autonomous systems nor countries", null, Wanted);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{asNamed}: this user may not read the file", null, "give read access to it, or copy it");
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            throw new UserError($"{asNamed}: the database is damaged, or no MaxMind DB of version 2", null, Wanted);
        }
    }

    /// <summary>Where an address stands; null where the database says nothing of it, or its record is damaged.</summary>
    public Place? Of(Address address)
    {
        try
        {
            return _reader.Find<Dictionary<string, object>>(IPAddress.Parse(address.ToString())) is { } record ? PlaceRecord.Read(record) : null;
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return null;
        }
    }

    /// <summary>What the first records of a database tell. Damage behind one that tells a place is that of single records.</summary>
    static Telling Tells(Reader reader)
    {
        var told = Telling.Nothing;
        try
        {
            foreach (var node in reader.FindAll<Dictionary<string, object>>().Take(MostLookedAt))
            {
                if (PlaceRecord.Read(node.Data) is not null)
                {
                    return Telling.Places;
                }
            }
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            told = Telling.Damage;
        }
        return told;
    }

    /// <summary>What the reader of the package (MaxMind.Db 5.2.0) throws where bytes do not mean what they should: its own faults, and those of the places that it looks at unchecked.</summary>
    static bool IsDamage(Exception fault) => fault is InvalidDatabaseException or DeserializationException or ArgumentException or InvalidOperationException or InvalidCastException or IndexOutOfRangeException
        or OverflowException or FormatException or KeyNotFoundException or NotSupportedException or OutOfMemoryException;

    enum Telling
    {
        Nothing,
        Places,
        Damage,
    }
}
