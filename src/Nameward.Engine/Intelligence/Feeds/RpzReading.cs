using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One reading of a response policy zone: what earlier records say for later ones.</summary>
sealed class RpzReading(IFeedWriter to, ValueWriter values)
{
    const string OfTheZone = "records of the zone itself";
    const string NoPolicy = "records that are no policy";
    const string Further = "further records of a name";
    const string NoTrigger = "no trigger of a policy zone";

    static readonly HashSet<string> NoPolicies = new(StringComparer.OrdinalIgnoreCase) { "SOA", "NS", "DNAME", "RRSIG", "NSEC", "NSEC3", "NSEC3PARAM", "DNSKEY", "DS", "CDS", "CDNSKEY", "TYPE65534" };

    /// <summary>Types of records that a policy may answer with; others as TYPEnnn (RFC 3597).</summary>
    static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "A", "AAAA", "CNAME", "TXT", "MX", "PTR", "SRV", "HTTPS", "SVCB", "NAPTR", "CAA", "SPF", "HINFO", "RP", "LOC", "SSHFP", "TLSA", "URI", "CERT", "OPENPGPKEY", "SMIMEA",
    };

    readonly RpzOwners _owners = new();
    readonly byte[] _name = new byte[WireName.MaxBytes + 1];
    string _owner = "@";
    string? _done;
    bool _doneIsException;
    int _generated;

    /// <summary>Takes one record or directive.</summary>
    public void Take(in MasterRecords record)
    {
        if (record.Fault is { } fault)
        {
            values.Rejected(record.Line, fault, record.Text);
        }
        else if (record[0] is [(byte)'$', ..] && !record.IsContinued)
        {
            Directive(record);
        }
        else
        {
            var type = RpzZone.TypeAt(record);
            _owner = record.IsContinued ? _owner : Text(record[0]);
            Record(record.Line, _owner, Text(record[type]), Text(record[type + 1]), record.Text);
        }
    }

    static string Text(ReadOnlySpan<byte> token) => Encoding.Latin1.GetString(token);

    void Directive(in MasterRecords record)
    {
        if (RpzZone.Is(record[0], "$TTL"))
        {
            return;
        }
        if (RpzZone.Is(record[0], "$ORIGIN") && record.Count > 1)
        {
            _owners.Origin(Text(record[1]));
        }
        else if (RpzZone.Is(record[0], "$GENERATE") && record.Count > 3)
        {
            Generate(record);
        }
        else
        {
            values.Rejected(record.Line, RpzZone.Is(record[0], "$INCLUDE") ? "included files" : "a directive that is not understood", record.Text);
        }
    }

    void Generate(in MasterRecords record)
    {
        var steps = RpzGenerate.Steps(Text(record[1]), out var start, out var step);
        if (steps == 0 || steps > RpzGenerate.Most - _generated)
        {
            values.Rejected(record.Line, "a $GENERATE of no or too many names", record.Text);
            return;
        }
        _generated += (int)steps;
        var (pattern, type, target) = (Text(record[2]), Text(record[record.Count - 2]), Text(record[record.Count - 1]));
        for (var i = 0; i < steps; i++)
        {
            if (RpzGenerate.Expand(pattern, start + i * step) is not { } owner || RpzGenerate.Expand(target, start + i * step) is not { } data)
            {
                values.Rejected(record.Line, "a $GENERATE that is not understood", record.Text);
                return;
            }
            Record(record.Line, owner, type, data, record.Text);
        }
    }

    void Record(long at, string owner, string type, string data, ReadOnlySpan<byte> text)
    {
        if (data.Length == 0 || !(Types.Contains(type) || NoPolicies.Contains(type) || type.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase)))
        {
            values.Rejected(at, "no record of a zone", text);
            return;
        }
        if (type.Equals("SOA", StringComparison.OrdinalIgnoreCase))
        {
            _owners.Apex(owner);
            return;
        }
        var name = _owners.Relative(owner);
        if (NoPolicies.Contains(type) || name.Length == 0)
        {
            values.Passed(at, name.Length == 0 ? OfTheZone : NoPolicy);
            return;
        }
        var isException = type.Equals("CNAME", StringComparison.OrdinalIgnoreCase) && IsPassed(name, data);
        if (name == _done && isException == _doneIsException)
        {
            values.Passed(at, Further);
            return;
        }
        (_done, _doneIsException) = (name, isException);
        Trigger(at, RpzTrigger.Of(name), isException, text);
    }

    /// <summary>Whether an action lets a name pass: <c>rpz-passthru</c>, or the older CNAME to itself.</summary>
    bool IsPassed(string name, string target)
    {
        target = target.ToLowerInvariant();
        return target.TrimEnd('.') == "rpz-passthru" || (target != "." && target.TrimEnd('.') == name) || _owners.Relative(target) == name;
    }

    void Trigger(long at, RpzTrigger trigger, bool isException, ReadOnlySpan<byte> text)
    {
        var facts = new EntryFacts { Role = trigger.Role, IsException = isException };
        if (trigger.Passed is { } passed)
        {
            values.Passed(at, passed);
        }
        else if (trigger.IsBroken)
        {
            values.Rejected(at, NoTrigger, text);
        }
        else if (trigger.Name is not { } name)
        {
            to.Entry(facts.Of(at, trigger.Network));
        }
        else if (NameOf(name) is > 0 and var length)
        {
            to.Entry(facts.Of(at, _name.AsSpan(0, length), trigger.Scope));
        }
        else
        {
            values.Rejected(at, Because.NoValue, text);
        }
    }

    int NameOf(string name)
    {
        var bytes = Encoding.Latin1.GetBytes(name);
        if (bytes.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0)
        {
            bytes = InternationalName.ToAscii(bytes);
        }
        return bytes is null || bytes.Length > WireName.MaxBytes * 4 ? 0 : Canonical(bytes);
    }

    int Canonical(byte[] text)
    {
        var length = WireName.FromText(text, _name);
        WireName.ToCanonical(_name.AsSpan(0, length), _name);
        return length == 1 ? 0 : length;
    }
}
