"""What a sign-in client must do, and which tests hold it to that.

 1 discovery: issuer exact, kept an hour, old one on error, https
        unit/adapters/oidc/test_discovery.py
 2 code flow, PKCE S256, state and nonce random, once, ten minutes, bound to the browser, tabs
        unit/adapters/oidc/test_client.py (the request), test_sign_in.py ("state"),
        test_independent_provider.py (PKCE refused by a foreign provider)
 3 exact redirect URI, ``next`` only a local path
        unit/features/accounts/test_redirects.py, test_sign_in.py
 4 ``iss`` of the answer
        unit/adapters/oidc/test_client.py, test_sign_in.py, test_independent_provider.py
 5 ID token: own algorithms, signature, iss, aud, azp, exp, iat, nonce, at_hash, auth_time
        unit/adapters/oidc/test_id_token.py, test_sign_in.py ("staff")
 6 keys: one more look, at most once a minute, withdrawn key refused
        unit/adapters/oidc/test_keys.py, test_sign_in.py
 7 userinfo is about the same subject
        unit/adapters/oidc/test_id_token.py
 8 new session at sign-in and at a change of roles, cookie flags, no tokens in the browser,
   client token bound to the session, check in every handler
        test_sign_in.py ("fixation", cookie), test_roles.py, test_cookies.py,
        integration/ui/test_session_gate.py
 9 account key is (issuer, subject), never the e-mail address
        test_roles.py, test_sign_in.py (linking accounts is not offered)
10 roles by an explicit map, unknown groups nothing, lost at once, last admin, audit
        unit/core/test_role_map.py, unit/adapters/oidc/test_client.py (claim paths), test_roles.py,
        test_independent_provider.py
11 sign-out at the provider: local first, all parameters, works while it is down
        test_sign_out.py ("by the person"), unit/adapters/oidc/test_client.py,
        test_independent_provider.py
12 back-channel logout, every check, replay, no-store
        unit/adapters/oidc/test_logout_token.py, test_sign_out.py ("by the provider"),
        e2e/test_sign_in.py (the open page leaves)
13 client_secret_basic, client_secret_post, private_key_jwt
        unit/adapters/oidc/test_client.py, test_client_auth.py (against the demo provider)
14 provider down or slow: five seconds, plain words, public pages untouched; access_denied is no
   error
        unit/adapters/oidc/test_discovery.py, test_client.py, test_sign_in.py
15 no refresh tokens; staff idle 30 minutes, 8 hours in all
        test_sign_out.py ("by time"), test_client_auth.py (none is asked for)
16 the log holds hashes of subjects, never tokens
        test_sign_in.py, unit/adapters/oidc/test_id_token.py
"""
