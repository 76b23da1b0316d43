using System.Collections.Immutable;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Proposals;

namespace Nameward.Fuzz.Targets;

/// <summary>What proposes a mapping for a file: whatever the file holds, it gives one or says why there is none.</summary>
sealed class MapTarget : IFuzzTarget
{
    const string Csv = "time;client;port;query;type;code;answers\n21.11.2026 09:14:02;10.0.0.1;53001;a.example.;A;0;192.0.2.1, b.example\nquery;client;time\nc.example;10.0.0.2;1795252442\n";

    const string Json = "{\"time\":1795252442,\"client\":[\"10.0.0.1\"],\"dns\":{\"query\":\"a.example\"},\"answers\":[{\"data\":\"192.0.2.1\"}]}\n";

    const string Pairs = "<13>x time=1795252442 client=10.0.0.1 query=\"a.example\" port=53\n";

    static readonly byte[][] Samples = [Encoding.UTF8.GetBytes(Csv), Encoding.UTF8.GetBytes(Json), Encoding.UTF8.GetBytes(Pairs)];

    /// <summary>The proposing, and the reader of mapped files in each of its forms.</summary>
    public static ImmutableArray<IFuzzTarget> All { get; } =
    [
        new MapTarget(),
        new FormatTarget(new MappedLog(Of(MappedForm.Csv)), Samples, "mapped-csv"),
        new FormatTarget(new MappedLog(Of(MappedForm.Json)), Samples, "mapped-json"),
        new FormatTarget(new MappedLog(Of(MappedForm.Spaces)), Samples, "mapped-spaces"),
    ];

    public string Id => "map-proposal";

    public IReadOnlyList<byte[]> Seeds => Samples;

    public void Read(byte[] input, Random random)
    {
        try
        {
            MapProposer.Propose("input", input, new());
        }
        catch (UserError)
        {
            // It says that nothing can be mapped.
        }
    }

    static Mapping Of(MappedForm form) => new()
    {
        Rows = MappedRows.Dns,
        Form = form,
        Comment = "#",
        Fields =
        [
            Field("time", "time"), Field("client", "client"), Field("name", form == MappedForm.Json ? "dns.query" : "query") with { Undo = [NameUndo.UrlEscapes, NameUndo.Brackets] },
            Field("type", "type"), Field("rcode", "code"), Field("answers", "answers") with { Split = "," },
        ],
    };

    static MappedField Field(string word, string column) => new() { Key = MapKey.Find(word)!, From = [MapColumn.Named(column)] };
}
