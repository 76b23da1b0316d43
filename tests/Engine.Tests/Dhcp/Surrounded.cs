using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Dhcp;

/// <summary>What the evidence says around look-ups, written by hand: clocks are those of 2026-03-18 unless they name another day.</summary>
sealed class Surrounded : IObservationSink
{
    public static readonly DateTime Day = new(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc);

    readonly BatchWriter _writer;
    int _offset;

    public Surrounded()
    {
        _writer = new(this);
        _writer.Begin(new(0, 0), 1);
    }

    public Surroundings Seen { get; } = new();

    public void Take(IObservationBatch batch) => Seen.Add(batch);

    /// <summary><c>09:00</c>, or <c>+2 09:00</c> of two days later; null for no time.</summary>
    public static DateTime At(string? clock) => clock is null ? DateTime.MinValue
        : clock[0] == '+' ? Day.AddDays(clock[1] - '0') + TimeSpan.Parse(clock[3..], null) : Day + TimeSpan.Parse(clock, null);

    /// <summary>The next record stands at the start again.</summary>
    public Surrounded At0()
    {
        _offset = 0;
        return this;
    }

    public Surrounded Lease(string address, string host, string hardware, string? from, string? until = null, bool isOver = false)
    {
        var row = new HostLease { At = new(0, _offset++), Address = Address(address), From = At(from), Until = At(until ?? from), IsOver = isOver };
        _writer.Lease(row, Encoding.UTF8.GetBytes(host), Encoding.UTF8.GetBytes(hardware));
        return this;
    }

    public Surrounded Translated(string client, string shown, string at)
    {
        _writer.Flow(new() { At = new(0, _offset++), Time = At(at), Client = new(Address(client), 40000), Server = new(Address("192.0.2.53"), 53), Protocol = 17, TranslatedClient = new(Address(shown), 50000) }, []);
        return this;
    }

    public Surrounded Program(string client, string host, string at)
    {
        _writer.AskedBy(new() { Host = Encoding.UTF8.GetBytes(host), User = "j.doe"u8, Process = "a.exe"u8 });
        _writer.Message(new() { At = new(0, _offset++), Time = At(at), Sides = Sides.Query, Client = new(Address(client), 0) }, Names.Wire("www.x-example.com"), []);
        return this;
    }

    /// <summary>All that was said, at its end.</summary>
    public Surroundings Whole()
    {
        _writer.Flush();
        return Seen;
    }

    public HostNames NamesWith(params Asset[] assets) => new(Whole().Freeze(), new(assets));

    /// <summary>Whose an address was, as one line: host, owner, role, criticality, note.</summary>
    public string Of(string address, string? first, string? last, params Asset[] assets)
    {
        var name = NamesWith(assets).Of(Address(address), first is null ? null : At(first), last is null ? null : At(last));
        string[] parts = [Raw(name.Host), Raw(name.Owner), Raw(name.Role), Raw(name.Criticality), name.Note?.Render(text => text.Raw) ?? "-"];
        return string.Join(" | ", parts);
    }

    static string Raw(HostileText? text) => text?.Raw ?? "-";

    static Address Address(string text) => text.Length == 0 ? Observations.Address.None : Reports.TriageSamples.Address(text);
}
