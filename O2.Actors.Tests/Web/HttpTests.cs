using System.Net;
using O2.Web;

namespace O2.Actors.Tests.Web;

/// <summary>Files over HTTP, and what is no HTTP.</summary>
public sealed class HttpTests
{
    [Theory]
    [InlineData("html", "text/html; charset=utf-8")]
    [InlineData("htm", "text/html; charset=utf-8")]
    [InlineData("js", "text/javascript; charset=utf-8")]
    [InlineData("mjs", "text/javascript; charset=utf-8")]
    [InlineData("css", "text/css; charset=utf-8")]
    [InlineData("json", "application/json; charset=utf-8")]
    [InlineData("svg", "image/svg+xml")]
    [InlineData("png", "image/png")]
    [InlineData("jpg", "image/jpeg")]
    [InlineData("ico", "image/x-icon")]
    [InlineData("wav", "audio/wav")]
    [InlineData("wasm", "application/wasm")]
    [InlineData("txt", "text/plain; charset=utf-8")]
    [InlineData("whatever", "application/octet-stream")]
    public async Task R4_31_Files_have_the_type_of_their_extension(string extension, string type)
    {
        await using var host = await WebHost.StartAsync(null, ($"a.{extension}", "content"));

        using var answer = await host.Http.GetAsync($"a.{extension}");

        Assert.Equal((HttpStatusCode.OK, type, "content"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task R4_32_A_connection_stays_open_unless_the_answer_says_that_it_closes()
    {
        await using var host = await WebHost.StartAsync(null, ("a.txt", "content"));

        string answers = await host.SayAsync("GET /a.txt HTTP/1.1\r\nHost: localhost\r\n\r\nGET /a.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        string[] parts = answers.Split("HTTP/1.1 200 OK", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, parts.Length);
        Assert.DoesNotContain("Connection: close", parts[0], StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Connection: close", parts[1], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task D4_27_Without_a_root_directory_only_our_own_files_are_served()
    {
        await using var host = await WebHost.StartAsync();

        Assert.Contains("export { O2Lite }", await host.Http.GetStringAsync("o2lite.js"), StringComparison.Ordinal);
        Assert.Contains("export class O2Lite", await host.Http.GetStringAsync("o2lite/client.js"), StringComparison.Ordinal);
        Assert.Contains("function o2ws_initialize", await host.Http.GetStringAsync("o2ws.js"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(host, "index.htm"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new O2WebOptions { RootFolder = "" }.Validate());
    }

    [Fact]
    public async Task D4_28_A_query_does_not_hide_a_file()
    {
        await using var host = await WebHost.StartAsync(null, ("a.txt", "content"));

        Assert.Equal("content", await host.Http.GetStringAsync("a.txt?version=2"));
    }

    [Fact]
    public async Task D4_29_A_percent_encoded_path_finds_its_file()
    {
        await using var host = await WebHost.StartAsync(null, ("a file ♪.txt", "content"));

        Assert.Equal("content", await host.Http.GetStringAsync("a%20file%20%E2%99%AA.txt"));
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/sub/../../secret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/%2e%2e%2fsecret.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("/..\\secret.txt")]
    [InlineData("//../secret.txt")]
    [InlineData("/%252e%252e/secret.txt")]
    [InlineData("/.hidden")]
    [InlineData("/a.txt%00.html")]
    [InlineData("//etc/passwd")]
    [InlineData("/%2fetc/passwd")]
    public async Task D4_29_No_path_leads_out_of_the_root_directory(string path)
    {
        await using var host = await WebHost.StartAsync(null, ("a.txt", "content"), (".hidden", "secret"), ("../secret.txt", "secret"));

        string answer = await host.SayAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D4_30_A_directory_without_the_final_slash_is_redirected_and_with_it_shows_its_index()
    {
        await using var host = await WebHost.StartAsync(null, ("sub/index.htm", "here"), ("other/index.html", "there"), ("empty/a.txt", ""));

        using var answer = await host.Http.GetAsync("sub?x=1");

        Assert.Equal((HttpStatusCode.MovedPermanently, "/sub/?x=1"), (answer.StatusCode, answer.Headers.Location?.PathAndQuery));
        Assert.Equal("here", await host.Http.GetStringAsync("sub/"));
        Assert.Equal("there", await host.Http.GetStringAsync("other/"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await StatusOf(host, "empty"), await StatusOf(host, "empty/")));
    }

    [Fact]
    public async Task D4_33_Errors_have_a_proper_status_line_and_a_page_of_their_own()
    {
        await using var host = await WebHost.StartAsync(null, ("a.txt", "content"));

        Assert.StartsWith("HTTP/1.1 400 ", await host.SayAsync("GET /a.txt HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
        using var answer = await host.Http.GetAsync("nothing");
        Assert.Equal((HttpStatusCode.NotFound, "text/html; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Contains("404 Not found", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_did_not_change_is_not_sent_again_and_a_changed_one_is()
    {
        await using var host = await WebHost.StartAsync(null, ("a.txt", "content"));
        using var first = await host.Http.GetAsync("a.txt");
        var tag = Assert.IsType<System.Net.Http.Headers.EntityTagHeaderValue>(first.Headers.ETag);
        Assert.True(first.Headers.CacheControl?.NoCache);

        Assert.Equal(HttpStatusCode.NotModified, await Again());
        string file = Path.Combine(host.Root!, "a.txt");
        DateTime saved = File.GetLastWriteTimeUtc(file);
        await File.WriteAllTextAsync(file, "CONTENT");
        File.SetLastWriteTimeUtc(file, saved.AddMilliseconds(saved.Millisecond < 500 ? 1 : -1));   // as long as before, and saved in the same second
        Assert.Equal(HttpStatusCode.OK, await Again());

        async Task<HttpStatusCode> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "a.txt") { Headers = { IfNoneMatch = { tag } } };
            using var answer = await host.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Head_gives_the_headers_and_other_methods_are_refused()
    {
        await using var host = await WebHost.StartAsync(null, ("a.txt", "content"));

        using var head = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "a.txt"));
        using var post = await host.Http.PostAsync("a.txt", null);

        Assert.Equal((HttpStatusCode.OK, 7L, ""), (head.StatusCode, head.Content.Headers.ContentLength!.Value, await head.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (post.StatusCode, string.Join(", ", post.Content.Headers.Allow)));
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_asked_for()
    {
        await using var host = await WebHost.StartAsync(null, ("a.wav", "0123456789"));

        using var answer = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "a.wav") { Headers = { Range = new(2, 4) } });

        Assert.Equal((HttpStatusCode.PartialContent, "234"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));

        Assert.Equal("234", await RestAsync(answer.Headers.ETag!));
        Assert.Equal("0123456789", await RestAsync(new("\"another\"")));   // what it has a part of is no more

        async Task<string> RestAsync(System.Net.Http.Headers.EntityTagHeaderValue tag)
        {
            using var rest = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "a.wav") { Headers = { Range = new(2, 4), IfRange = new(tag) } });
            return await rest.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task The_address_of_the_host_takes_the_place_of_the_34_characters()
    {
        const string token = "\"ws://THE.LOC.ALH.OST:PORTNO/o2ws\"";
        await using var host = await WebHost.StartAsync(null, ("a.htm", $"<script>var WSURI = {token}; // {token}</script>"), ("a.txt", token));

        string address = $"\"ws://127.0.0.1:{host.Server.Address.Port}/o2ws\"".PadRight(token.Length);

        Assert.Equal(34, token.Length);
        Assert.Equal($"<script>var WSURI = {address}; // {token}</script>", await host.Http.GetStringAsync("a.htm"));
        Assert.Equal(token, await host.Http.GetStringAsync("a.txt"));
        Assert.Contains($"var WSURI = {address}", await host.Http.GetStringAsync("o2ws.js"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_can_ask_for_the_name_of_the_ensemble()
    {
        await using var host = await WebHost.StartAsync();

        Assert.Equal($$"""{"ensemble":"stage","process":"{{host.Process.Name}}"}""", await host.Http.GetStringAsync("o2.json"));
    }

    [Fact]
    public async Task A_file_of_the_root_directory_goes_before_ours()
    {
        await using var host = await WebHost.StartAsync(null, ("o2ws.js", "mine"));

        Assert.Equal("mine", await host.Http.GetStringAsync("o2ws.js"));
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nbroken header\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001")]
    public async Task What_is_no_HTTP_is_refused_and_others_are_served(string request)
    {
        await using var host = await WebHost.StartAsync();

        string answer = await host.SayAsync(request);

        Assert.DoesNotContain("200 OK", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusOf(host, "o2lite.js"));
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        await using var host = await WebHost.StartAsync();

        string answer = await host.SayAsync("GET / HTTP/1.1\r\nHost: a\r\nX: " + new string('x', 1 << 17));

        Assert.Matches("^(HTTP/1.1 431 |$)", answer);
        Assert.Equal(HttpStatusCode.OK, await StatusOf(host, "o2lite.js"));
    }

    [Fact]
    public async Task A_request_that_never_ends_is_given_up()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(1) });

        Assert.Matches("^(HTTP/1.1 408 |$)", await host.SayAsync("GET / HTTP/1.1\r\nHost: a\r\n"));
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_given_up()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(1) });

        Assert.Equal("", await host.SayAsync(""));
    }

    [Fact]
    public async Task Scripts_of_ours_may_be_used_by_pages_of_allowed_origins_only()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { AllowedOrigins = ["https://band.example"] });

        Assert.Equal("https://band.example", await AllowedFor("https://band.example"));
        Assert.Null(await AllowedFor("https://other.example"));

        async Task<string?> AllowedFor(string origin)
        {
            using var answer = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, "o2lite.js") { Headers = { { "Origin", origin } } });
            return answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
        }
    }

    private static async Task<HttpStatusCode> StatusOf(WebHost host, string path)
    {
        using var answer = await host.Http.GetAsync(path);
        return answer.StatusCode;
    }
}
