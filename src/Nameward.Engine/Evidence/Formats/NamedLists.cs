using System.Text;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>What a name of <c>named.conf</c> stands for.</summary>
enum NamedList : byte
{
    /// <summary>Addresses and keys (<c>acl</c>).</summary>
    Acl,
    /// <summary>Servers (<c>primaries</c>, once <c>masters</c>).</summary>
    Servers,
    /// <summary>A place where is logged to (<c>channel</c>).</summary>
    Channel,
}

/// <summary>
/// What the names of <c>named.conf</c> stand for that were defined above. An access list "must be defined before it can be used elsewhere" (BIND 9 ARM, "acl Block
/// Definition and Usage"); of others a name that is defined below its use stays a name.
/// </summary>
sealed class NamedLists
{
    /// <summary>Bytes of all lists; those behind are not kept.</summary>
    const int MostBytes = 256 << 10;

    readonly List<(NamedList Kind, byte[] Name, byte[] Members)> _lists;
    int _bytes;

    /// <summary>None but those that BIND defines itself.</summary>
    public NamedLists() => _lists = [];

    NamedLists(NamedLists other) => (_lists, _bytes) = ([.. other._lists], other._bytes);

    /// <summary>The same, independent of these.</summary>
    public NamedLists Fork() => new(this);

    /// <summary>Keeps what a name stands for, as a list with <c>, </c> between its members.</summary>
    public void Set(NamedList kind, ReadOnlySpan<byte> name, ReadOnlySpan<byte> members)
    {
        const int Overhead = 64;
        _bytes += name.Length + members.Length + Overhead;
        if (_bytes > MostBytes)
        {
            _bytes = MostBytes;
            return;
        }
        _lists.Add((kind, name.ToArray(), members.ToArray()));
    }

    /// <summary>What a name stands for; the last definition counts.</summary>
    public bool TryGet(NamedList kind, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> members)
    {
        for (var i = _lists.Count - 1; i >= 0; i--)
        {
            if (_lists[i].Kind == kind && Ascii.EqualsIgnoreCase(name, _lists[i].Name))
            {
                members = _lists[i].Members;
                return true;
            }
        }
        members = kind == NamedList.Channel ? Predefined(name) : [];
        return !members.IsEmpty;
    }

    /// <summary>Channels that are always there (BIND 9 ARM, "The channel Phrase").</summary>
    static ReadOnlySpan<byte> Predefined(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("null"u8) => "none"u8,
        _ when name.SequenceEqual("default_syslog"u8) => "syslog daemon"u8,
        _ when name.SequenceEqual("default_debug"u8) => "file named.run"u8,
        _ when name.SequenceEqual("default_stderr"u8) => "stderr"u8,
        _ => [],
    };
}
