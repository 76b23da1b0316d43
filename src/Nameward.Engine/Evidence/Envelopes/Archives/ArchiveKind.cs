namespace Nameward.Engine.Evidence.Envelopes.Archives;

/// <summary>What kind of archive bytes are.</summary>
enum ArchiveKind
{
    /// <summary>None.</summary>
    None,
    /// <summary>Zip (PKWARE APPNOTE 6.3.10).</summary>
    Zip,
    /// <summary>Tar (POSIX.1-2017 pax, ustar; GNU; the seventh edition's).</summary>
    Tar,
}
