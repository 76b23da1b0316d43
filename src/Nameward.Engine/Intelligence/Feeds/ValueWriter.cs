using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Hands over what values say: as entries, as passed or as rejected.</summary>
sealed class ValueWriter(IFeedWriter to)
{
    /// <summary>Bytes of a statement that a rejection shows.</summary>
    const int MostShown = 200;

    const int MostParts = 4;

    readonly byte[] _room = new byte[WireName.MaxBytes + 1];

    /// <summary>Whether an address of no public host is meant as it stands, and passed over as such.</summary>
    public bool PassesInternal { get; init; }

    /// <summary>Takes one value.</summary>
    public void Value(long at, ReadOnlySpan<byte> text, in EntryFacts facts)
    {
        var value = FeedValue.Of(text, _room);
        if (value.Rejected is { } rejected)
        {
            Refuse(at, rejected, text);
        }
        else if (value.Passed is { } passed)
        {
            to.Passed(at, passed);
        }
        else if (value.Network is { } network)
        {
            to.Entry(facts.Of(at, network));
        }
        else
        {
            to.Entry(facts.Of(at, value.Name, value.IsUrl ? NameScope.Exact : facts.Scope));
        }
    }

    /// <summary>Takes the parts of a composite value (<c>name|address</c>, <c>address|port</c>); what is only a port is left out.</summary>
    public void Parts(long at, ReadOnlySpan<byte> text, in EntryFacts facts)
    {
        var taken = 0;
        foreach (var range in text.Split((byte)'|'))
        {
            var part = text[range].Trim(" \t"u8);
            if (part.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 && taken++ < MostParts)
            {
                Value(at, part, facts);
            }
        }
        if (taken is 0 or > MostParts)
        {
            Rejected(at, Because.NoValue, text);
        }
    }

    /// <summary>A statement that is understood and cannot be compared.</summary>
    public void Passed(long at, string because) => to.Passed(at, because);

    /// <summary>A statement that is not understood, with where it begins.</summary>
    public void Rejected(long at, string because, ReadOnlySpan<byte> text) => to.Rejected(at, because, text[..Math.Min(text.Length, MostShown)]);

    void Refuse(long at, string because, ReadOnlySpan<byte> text)
    {
        if (PassesInternal && because is (Because.NotPublic or Because.OneLabel))
        {
            to.Passed(at, because == Because.NotPublic ? "addresses of no public host" : "names of one label");
        }
        else
        {
            Rejected(at, because, text);
        }
    }
}
