using Xunit;

namespace Nameward.App.Tests;

/// <summary>The user's mistakes: each is said with what to do, before any work, and nothing is written.</summary>
[Trait("tier", "ci")]
public sealed class MistakeTests : IDisposable
{
    readonly Workplace _place = new();

    public MistakeTests()
    {
        _place.Write("capture.pcap", Workplace.Sample("samples/formats/pcap/handshake.pcap"));
        _place.Write("empty.log", "");
        _place.Write("table.csv", "a,b,c\n1,2,3\n");
        _place.Write("full/note.txt", "x");
        _place.Write("bad.txt", "# names\ngood.example\ntwo words\n192.0.2.1/99\n");
        _place.Write("site.yaml", "networks: 10.0.0.0/8\n");
        _place.Write("map.yaml", "map: 1\nrows: dns\ncsv: {}\nname: query\n");
        _place.Write("bad.yaml", "networks: 10.0.0.7/8\n");
        Directory.CreateDirectory(_place["nothing"]);
    }

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("triage", "no evidence was named do name a file, a folder, or - for standard input")]
    [InlineData("detectors long-name", "long-name: there is no such detector here nameward detectors lists those there are do nameward detectors long-names")]
    [InlineData("triage captur.pcap", "captur.pcap: there is no such file or folder here ./ has capture.pcap do capture.pcap")]
    [InlineData("triage full/deep/x.log", "full/deep/x.log: there is no such file or folder here full/deep does not exist")]
    [InlineData("triage *.zst", "*.zst: no file matches here ./ has bad.txt, bad.yaml, capture.pcap and 6 more")]
    [InlineData("triage nothing", "nothing: there is no file in this folder do name a folder with evidence")]
    [InlineData("triage empty.log --out case", "empty.log: the file is empty do nameward formats")]
    [InlineData("triage - --out case", "-: the file is empty do nameward formats")]
    [InlineData("triage table.csv --out case", "table.csv: no known format: lines of text, 3 fields between commas in the first do nameward formats")]
    [InlineData("triage full --format json", "full/note.txt: no known format: lines of text do nameward formats")]
    [InlineData("triage capture.pcap --as pcapn", "--as pcapn: there is no such format here nameward formats lists those there are do --as pcap")]
    [InlineData("triage capture.pcap --intel names.txt", "--intel names.txt: there is no such file do name a readable file")]
    [InlineData("triage capture.pcap --intel bad.txt", "--intel bad.txt: 2 of 3 statements are not understood do a list of names, addresses or CIDR prefixes, in a form of docs/feeds.md")]
    [InlineData("triage capture.pcap --intel", "Required argument missing for option: '--intel'. do nameward triage --help")]
    [InlineData("triage capture.pcap --out full", "--out full: the folder is not empty here it holds note.txt do name a folder that does not exist yet, or an empty one")]
    [InlineData("triage capture.pcap --out capture.pcap", "--out capture.pcap: this is a file do name a folder that does not exist yet")]
    [InlineData("triage capture.pcap --out ''", "--out: the folder has no name do name a folder that does not exist yet")]
    [InlineData("triage capture.pcap --threads 0", "--threads 0: not a number of threads do a number from 1 to 1024")]
    [InlineData("triage capture.pcap --threads many", "--threads many: not a number of threads do a number from 1 to 1024")]
    [InlineData("triage capture.pcap --memory lots", "--memory lots: not an amount of memory do a number and a unit, as in --memory 512M or --memory 2G")]
    [InlineData("triage capture.pcap --memory 1.5G", "--memory 1.5G: not an amount of memory do a number and a unit")]
    [InlineData("triage capture.pcap --memory -2G", "--memory -2G: not an amount of memory do a number and a unit")]
    [InlineData("triage capture.pcap --memory ''", "--memory : not an amount of memory do a number and a unit")]
    [InlineData("triage capture.pcap --memory 511MiB", "--memory 511MiB: less than the program can work in here 512 MiB are the least do --memory 512M or more")]
    [InlineData("census capture.pcap --memory 2", "--memory 2: less than the program can work in here 512 MiB are the least do --memory 512M or more")]
    [InlineData("triage capture.pcap --memory 65T", "--memory 65T: more than any machine has do a number and a unit")]
    [InlineData("triage capture.pcap --tlp orange", "--tlp orange: not a mark of the traffic light protocol do one of clear, green, amber, amber+strict, red")]
    [InlineData("triage capture.pcap --as-of yesterday", "--as-of yesterday: not a time do --as-of 2026-03-18T09:00:00Z (RFC 3339, UTC)")]
    [InlineData("triage capture.pcap --timezone Mars/Olympus", "--timezone Mars/Olympus: no such time zone do an IANA name, as in Europe/Berlin")]
    [InlineData("triage capture.pcap --timezone Europe/Berln", "--timezone Europe/Berln: no such time zone do --timezone Europe/Berlin")]
    [InlineData("triage capture.pcap --timezone ../../../etc/localtime", "--timezone ../../../etc/localtime: no such time zone do an IANA name, as in Europe/Berlin")]
    [InlineData("triage capture.pcap --timezone Europe", "--timezone Europe: no such time zone do")]
    [InlineData("triage capture.pcap --date-order dmy", "Argument 'dmy' not recognized. Must be one of: 'day-first' 'month-first' do nameward triage --help")]
    [InlineData("triage capture.pcap --site nothing", "--site nothing: this is a folder do name a file, as in nothing/nameward.yaml")]
    [InlineData("triage capture.pcap --site bad.yml", "--site bad.yml: there is no such file here ./ has bad.yaml")]
    [InlineData("triage capture.pcap --site bad.yaml", "networks: 10.0.0.7/8 sets bits behind its length here bad.yaml:1:11 do write 10.0.0.0/8, or 10.0.0.7 for that address alone")]
    [InlineData("check --site bad.yaml", "networks: 10.0.0.7/8 sets bits behind its length here bad.yaml:1:11 do write 10.0.0.0/8, or 10.0.0.7 for that address alone")]
    [InlineData("check --site capture.pcap", "--site capture.pcap: this is no text: a zero byte stands at offset")]
    [InlineData("check bad.yaml", "Unrecognized command or argument 'bad.yaml'. do nameward check --help")]
    [InlineData("triage capture.pcap --format xml", "Argument 'xml' not recognized. Must be one of: 'table' 'json' do nameward triage --help")]
    [InlineData("triage capture.pcap --colour", "--colour: there is no such flag do nameward triage --help")]
    [InlineData("triag capture.pcap", "triag: there is no such verb here verbs: backup, baseline, carve, case, census, check, completion, contain, demo, detectors, evaluate, explain, formats, hunt, ingest, intel, learn, map, notify, policy, profile, reconstruct, restore, review, selftest, store, suppress, triage, verify, why-not do nameward --help")]
    [InlineData("census capture.pcap --write-site bad.yaml", "--write-site bad.yaml: there is a file of that name already here it is not overwritten do name another file, or move bad.yaml away")]
    [InlineData("census capture.pcap --write-site nothing", "--write-site nothing: there is a folder of that name already")]
    [InlineData("census capture.pcap --write-site no/new.yaml", "--write-site no/new.yaml: there is no such folder")]
    [InlineData("census capture.pcap --write-site ''", "--write-site: the file has no name do name a file that does not exist yet")]
    [InlineData("census --write-site capture.pcap", "no evidence was named")]
    [InlineData("census table.csv --write-site", "table.csv: no known format")]
    [InlineData("census capture.pcap --site site.yaml --write-site new.yaml", "--write-site new.yaml: there is a site file already, site.yaml here a proposal is made from the evidence alone do correct site.yaml, or add --site none")]
    [InlineData("triage capture.pcap --baseline none.json", "--baseline none.json: there is no such file do nameward learn PATH --baseline FILE writes one")]
    [InlineData("triage capture.pcap --baseline bad.txt", "--baseline bad.txt: this is no whole baseline (nameward/baseline/1) here it is no JSON, from line 1, byte 1 on do restore it from a copy")]
    [InlineData("why-not 10.0.0.1 capture.pcap --baseline site.yaml", "--baseline site.yaml: this is no whole baseline")]
    [InlineData("learn capture.pcap", "where the baseline is kept is not said do nameward learn PATH --baseline FILE, or --store FILE")]
    [InlineData("learn capture.pcap --baseline normal.json --store some.db", "--baseline and --store: the baseline is kept in one of both")]
    [InlineData("hunt zone:a --store none", "there is no store to hunt in do nameward ingest PATH... makes one")]
    [InlineData("hunt zone:a --store none.db", "none.db: there is no store")]
    [InlineData("hunt a capture.pcap", "a: no key and value do name:a hunts for a name")]
    [InlineData("hunt intel:ours capture.pcap --store none", "intel:ours: there is no such feed here there is none at all")]
    [InlineData("hunt zon:a capture.pcap", "zon:a: there is no such key here zone is near")]
    [InlineData("hunt zone:a capture.pcap --group-by clients", "--group-by clients: nothing is put together by 'clients' here client is near")]
    [InlineData("hunt zone:a capture.pcap --top 3", "--top: nothing is put together do --group-by client --top 10")]
    [InlineData("hunt zone:a capture.pcap --summary --group-by client", "--summary: --group-by puts the look-ups together already")]
    [InlineData("hunt zone:a capture.pcap --most none", "--most none: not a number of rows do a number from 1")]
    [InlineData("triage capture.pcap --intel parking=names.txt", "--intel parking=names.txt: there is no such file")]
    [InlineData("learn capture.pcap --baseline bad.txt", "--baseline bad.txt: this is no whole baseline")]
    [InlineData("learn capture.pcap --baseline nothing", "--baseline nothing: there is a folder of that name do name a file")]
    [InlineData("learn capture.pcap --baseline no/normal.json", "--baseline no/normal.json: there is no such folder")]
    [InlineData("learn empty.log --baseline normal.json", "empty.log: the file is empty")]
    [InlineData("triage table.csv --map none.yaml", "--map none.yaml: there is no such file here ./ has")]
    [InlineData("triage table.csv --map bad.txt", "the file holds a single value, not keys with values here bad.txt:2:1")]
    [InlineData("triage table.csv --map site.yaml", "networks: there is no such key here site.yaml:1:1 do keys: map, rows, csv, json, pairs, empty, ways, leg, kind, egress, time,")]
    [InlineData("triage table.csv --map map.yaml", "--map: no record of table.csv reads so here name: there is no column query; there are a, b, c do nameward map table.csv proposes a mapping")]
    [InlineData("triage table.csv --as pcap --map map.yaml", "--map map.yaml: --as says already how sources are read do leave --as or --map out")]
    [InlineData("map", "Required argument 'FILE' missing for command: 'map'. do nameward map --help")]
    [InlineData("map nothing", "nothing: there is no file in this folder")]
    [InlineData("map full", "full: this is a folder do name one of its files")]
    [InlineData("map tabel.csv", "tabel.csv: there is no such file or folder here ./ has table.csv do table.csv")]
    [InlineData("map empty.log", "empty.log: the file is empty do name a file with records")]
    [InlineData("map capture.pcap", "capture.pcap: nothing to map: binary data that begins with")]
    [InlineData("map table.csv", "table.csv: no column holds names that were asked for, and no two hold the ends of a conversation here columns: a, b, c do write the mapping by hand")]
    [InlineData("map table.csv --out bad.txt", "--out bad.txt: there is a file of that name already")]
    [InlineData("policy", "Required command was not provided. do nameward policy --help")]
    [InlineData("policy show --policy none.yaml", "--policy none.yaml: there is no such file")]
    [InlineData("policy test site.yaml", "test.networks: there is no such key here site.yaml:1:1 do keys here: policy, cases")]
    [InlineData("triage capture.pcap --policy site.yaml", "policy.networks: there is no such key here site.yaml:1:1 do keys here: policy, from, off, clauses")]
    [InlineData("baseline", "Required command was not provided. do nameward baseline --help")]
    [InlineData("baseline show", "Option '--baseline' is required. do nameward baseline show --help")]
    [InlineData("baseline show --baseline full", "--baseline full: there is a folder of that name do nameward learn")]
    [InlineData("ingest --store new.db", "no evidence was named")]
    [InlineData("ingest capture.pcap --store full", "--store full: there is a folder of that name do name a file, as in full/nameward.db")]
    [InlineData("ingest capture.pcap --store ''", "--store: the file has no name do name a file")]
    [InlineData("ingest capture.pcap --store bad.txt", "bad.txt: this is no store of this program do name another with --store FILE")]
    [InlineData("store", "Required command was not provided. do nameward store --help")]
    [InlineData("store info --store none.db", "none.db: there is no store do nameward ingest PATH makes one; --store FILE names another")]
    [InlineData("store info --store full", "full: there is a folder of that name")]
    [InlineData("store check --store capture.pcap", "capture.pcap: this is no store of this program")]
    [InlineData("store info --store empty.log", "empty.log: the file is empty, and no store yet do nameward ingest PATH")]
    [InlineData("store compact --store none.db --before yesterday", "--before yesterday: not a day, or one to come do --before 2026-01-01 (UTC)")]
    [InlineData("store compact --store none.db", "none.db: there is no store")]
    [InlineData("backup copy.db --store none.db", "none.db: there is no store")]
    [InlineData("backup bad.txt --store none.db", "backup bad.txt: there is a file of that name already")]
    [InlineData("backup no/copy.db --store none.db", "backup no/copy.db: there is no such folder")]
    [InlineData("restore none.db --store new.db", "none.db: there is no such file do name a file that nameward backup wrote")]
    [InlineData("restore bad.txt --store new.db", "bad.txt: this is no store of this program")]
    [InlineData("restore bad.txt --store bad.txt", "bad.txt: this is the store itself")]
    [InlineData("notify", "Required command was not provided. do nameward notify --help")]
    [InlineData("notify send --site site.yaml", "no channel is known to tell anybody here site.yaml has no notify do write notify: into the site file, as docs/notify.md shows")]
    [InlineData("notify test soc --site none", "no channel is known to tell anybody here there is no site file")]
    [InlineData("notify list --store none.db", "none.db: there is no store")]
    [InlineData("notify drop x --store none.db", "Option '--reason' is required. do nameward notify drop --help")]
    [InlineData("notify drop x --reason '' --store none.db", "--reason: a notice is given up for a reason of 1 to 500 characters do --reason WHY")]
    [InlineData("triage capture.pcap --notify --site site.yaml --store none", "--notify: needs a store, and --store none says that there is none")]
    [InlineData("", "Required command was not provided. do nameward --help")]
    [InlineData("suppress", "Required command was not provided. do nameward suppress --help")]
    [InlineData("suppress add --zone example.net", "Option '--reason' is required. do nameward suppress add --help")]
    [InlineData("suppress add --reason known", "suppress add: no scope is given, and everything would be hidden do give at least one of --zone, --client, --server and --detector")]
    [InlineData("suppress add --zone co.uk --reason known", "--zone co.uk: is a public suffix: anybody may register a zone below it, and all of them would be hidden do name the zone that is meant")]
    [InlineData("suppress add --client 10.0.0.1/8 --reason known", "--client 10.0.0.1/8: sets bits behind its length do write 10.0.0.0/8")]
    [InlineData("suppress add --detector regular --reason known", "--detector regular: is no detector do write regular-times")]
    [InlineData("suppress add --zone example.net --reason known --for 400d", "--for 400d: is longer than 365 days do write at most 365d")]
    [InlineData("suppress add --zone example.net --reason known --until 2999-01-01", "--until 2999-01-01: is more than 365 days off do write an earlier day")]
    [InlineData("suppress add --zone example.net --reason known --until 2020-01-01", "--until 2020-01-01: this time is over do name a time that is yet to come")]
    [InlineData("suppress add --zone example.net --reason known --for 30d --until 2020-01-01", "--for and --until: both are given do give one of them")]
    [InlineData("suppress end S1 --reason known --store none.db", "none.db: there is no store")]
    [InlineData("suppress list --store none.db", "none.db: there is no store")]
    [InlineData("case links 1 --store none.db", "none.db: there is no store")]
    [InlineData("case campaigns --store none.db", "none.db: there is no store")]
    [InlineData("demo --out full", "--out full: the folder is not empty here it holds note.txt do name a folder that does not exist yet, or an empty one")]
    public async Task AMistakeIsSaidWithWhatToDoAndNothingIsWritten(string commandLine, string said)
    {
        var before = _place.Members;
        var run = await _place.Run([.. commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word == "''" ? "" : word)]);
        Assert.StartsWith("error " + said, run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.EndsWith("; nothing was read.", run.ErrorInOneLine, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Equal(before, _place.Members);
    }

    [Fact]
    public async Task AllMistakesAreSaidAtOnce()
    {
        var run = await _place.Run("triage", "captur.pcap", "capture.pcap", "nothing", "--as", "zek", "--intel", "bad.txt", "--intel", "", "--out", "full", "--threads", "-1", "--memory", "1K", "--as-of", "x", "--timezone", "", "--site", "bad.yaml");
        Assert.Equal(2, run.Status);
        string[] what = ["captur.pcap:", "nothing:", "--as zek:", "--intel bad.txt: 2 of 3", "--intel bad.txt: line 3: ", "--intel bad.txt: line 4: ", "--intel :", "--out full:", "--threads -1:", "--memory 1K:", "--as-of x:", "--timezone :", "networks: 10.0.0.7/8"];
        Assert.All(what, mistake => Assert.Contains("error " + mistake, run.ErrorInOneLine, StringComparison.Ordinal));
        Assert.EndsWith(" 13 mistakes; nothing was read.", run.ErrorInOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileThatMayNotBeReadIsAMistakeWhereItIsNamedAndDamageWhereItLiesInAFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "this user may read every file");
        _place.Write("mixed/a.pcap", Workplace.Sample("samples/formats/pcap/handshake.pcap"));
        _place.Write("mixed/b.pcap", "secret");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_place["mixed/b.pcap"], UnixFileMode.None);
        }
        var named = await _place.Run("triage", "mixed/b.pcap");
        Assert.Equal(2, named.Status);
        Assert.StartsWith("error mixed/b.pcap: this user may not read the file do give read access to it, or copy it", named.ErrorInOneLine, StringComparison.Ordinal);
        var inFolder = await _place.Run("triage", "mixed", "--format", "json");
        Assert.Equal((0, ""), (inFolder.Status, inFolder.Error));
        using var json = inFolder.Json();
        Assert.Equal([null, "this user may not read the file"], json.RootElement.GetProperty("evidence").EnumerateArray().Select(source => source.GetProperty("damage").GetString()));
    }
}
