using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>What a term of a hunt looks at.</summary>
public enum HuntKey
{
    /// <summary>Who asked.</summary>
    Client,
    /// <summary>The server that was asked.</summary>
    Server,
    /// <summary>The registrable domain.</summary>
    Zone,
    /// <summary>The name of a record, or one that was asked for.</summary>
    Name,
    /// <summary>The type of a record, or of a question without an answer.</summary>
    Type,
    /// <summary>The data of a record: an address, or a name.</summary>
    Answer,
    /// <summary>A code of a response (RFC 6895).</summary>
    Rcode,
    /// <summary>A feed that names it.</summary>
    Intel,
    /// <summary>When it was first seen.</summary>
    FirstSeen,
    /// <summary>When it was last seen.</summary>
    LastSeen,
    /// <summary>How often.</summary>
    Count,
}

/// <summary>One term of a hunt: a key, and what its value has to be.</summary>
public sealed record HuntTerm
{
    /// <summary>What it looks at.</summary>
    public required HuntKey Key { get; init; }
    /// <summary>Whether the contrary is wanted.</summary>
    public bool IsNegated { get; init; }
    /// <summary>The value as it was written.</summary>
    public required string Value { get; init; }
    /// <summary>Addresses, where the value is some.</summary>
    public Network? Network { get; init; }
    /// <summary>Least and greatest number, or seconds of Unix time, where the value is a range; both count.</summary>
    public (long Least, long Greatest)? Range { get; init; }
    /// <summary>A number that is one of a list: a record type, an rcode.</summary>
    public ushort? Number { get; init; }

    /// <summary>Whether a name fits: the whole of it, with <c>*</c> for any part; a dot before stands for the name itself and all below it.</summary>
    public bool Fits(HostileText name) => Value is ['.', .. var zone] ? name.Fits(HostileText.Text(zone)) || name.Fits(HostileText.Text("*" + Value)) : name.Fits(HostileText.Text(Value));

    /// <summary>Whether an address is wanted.</summary>
    public bool Fits(Address address) => Network is { } network && network.Contains(address);

    /// <summary>Whether a number is wanted.</summary>
    public bool Fits(long number) => Range is { } range && number >= range.Least && number <= range.Greatest;

    /// <summary>Whether a time is wanted; one that is not known never is.</summary>
    public bool Fits(DateTime? time) => time is { } known && Fits((known.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsNegated ? "-" : "")}{HuntQuery.Word(Key)}:{Value}");
}
